package io.closewait.core.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestedJdksTest {
    @Test
    void a_newer_Java_is_said_to_be_untested() {
        assertThat(TestedJdks.note("28"))
                .isEqualTo(
                        "Java 28 is untested: this version of closewait is tested on OpenJDK 8 to 27 on Linux x86-64;"
                                + " its self-test found nothing wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8", "11", "17", "27", "", "?"})
    void nothing_is_said_about_the_others(String version) {
        assertThat(TestedJdks.note(version)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/command-line.md"})
    void the_documents_name_the_same_range(String document) throws IOException {
        String range = TestedJdks.range().replaceFirst(" on .*", "");

        assertThat(Files.readString(Path.of(System.getProperty("closewait.project"), document)))
                .contains(range);
    }
}
