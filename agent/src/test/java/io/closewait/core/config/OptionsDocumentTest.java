package io.closewait.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/options.md} is {@link OptionHelp#markdown}; with {@code -Ddocs.refresh} it is written anew. */
class OptionsDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("closewait.project"), "docs", "options.md");

    @Test
    void the_document_says_what_the_code_does() throws IOException {
        String document = Files.readString(DOCUMENT);
        int table = document.indexOf("| option |");
        String before = table < 0 ? document : document.substring(0, table);
        String expected = before + OptionHelp.markdown();
        if (System.getProperty("docs.refresh") != null) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("docs/options.md; to refresh it: mvn test -pl agent -Dtest=OptionsDocumentTest -Ddocs.refresh")
                .isEqualTo(expected);
    }

    @Test
    void every_option_is_in_the_help() {
        assertThat(Options.all())
                .allSatisfy(option -> assertThat(OptionHelp.text()).contains("  " + option.key() + " "));
    }

    @Test
    void every_default_is_a_value_of_its_option() {
        assertThat(Options.all())
                .filteredOn(option -> !option.defaultText().isEmpty())
                .isNotEmpty()
                .allSatisfy(
                        option -> assertThat(option.parse(option.defaultText())).isNotNull());
    }
}
