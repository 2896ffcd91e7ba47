package io.closewait.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDKs that are supported are listed once, in the parent {@code pom.xml}; with {@code -Ddocs.refresh} documents follow. */
class SupportedJdksTest {
    private final List<String> jdks = AgentVersion.supportedJdks();
    private final String newest = jdks.get(jdks.size() - 1);

    @Test
    void the_build_lists_them() {
        assertThat(jdks).contains("8", "17", "25").allMatch(jdk -> jdk.matches("[0-9]+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/command-line.md", "docs/junit.md", "docs/tested.md"})
    void the_documents_name_them(String name) throws IOException {
        Path file = Path.of(System.getProperty("closewait.project")).resolve(name);
        String document = Files.readString(file);
        String all = String.join(", ", jdks.subList(0, jdks.size() - 1)) + " and " + newest;
        String expected = document.replaceAll("OpenJDK ([0-9]+) to [0-9]+", "OpenJDK $1 to " + newest)
                .replaceAll("OpenJDK 8, [0-9, ]+ and [0-9]+", "OpenJDK " + all);
        if (System.getProperty("docs.refresh") != null) {
            Files.writeString(file, expected);
        }

        assertThat(Files.readString(file))
                .as("%s; to refresh it: mvn test -pl agent -Dtest=SupportedJdksTest -Ddocs.refresh", name)
                .contains("OpenJDK ", newest)
                .isEqualTo(expected);
    }
}
