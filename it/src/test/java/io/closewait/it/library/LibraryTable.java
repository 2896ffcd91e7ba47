package io.closewait.it.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table at the end of {@code docs/libraries.md}. */
final class LibraryTable {
    private static final Path FILE = Artifacts.project().resolve("docs/libraries.md");
    private static final String HEAD = """
            | library | classes | closes idle connections | advice for | checked with |
            | --- | --- | --- | --- | --- |
            """;

    private final String text;

    LibraryTable(List<LibraryFile> libraries) {
        text = HEAD + libraries.stream().map(LibraryTable::row).collect(Collectors.joining());
    }

    private static String row(LibraryFile library) {
        return "| " + library.name() + " | "
                + library.packages().stream().map(prefix -> "`" + prefix + "`").collect(Collectors.joining(", "))
                + " | "
                + (library.closesIdleAfter() == null ? "–" : closesIdle(library.closesIdleAfter())) + " | "
                + library.advice().stream()
                        .map(advice -> advice.verdict().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "))
                + " | "
                + library.checkedWith().stream()
                        .map(check -> check.artifact()
                                + (check.versions().isEmpty() ? "" : " " + String.join(", ", check.versions())))
                        .collect(Collectors.joining("; "))
                + " |\n";
    }

    private static String closesIdle(LibraryFile.IdleClose close) {
        Duration after = Duration.ofMillis(close.millis());
        return (after.toSecondsPart() == 0 ? after.toMinutes() + " min" : after.toSeconds() + " s") + ": " + close.by();
    }

    void write() throws IOException {
        String document = Files.readString(FILE);
        int table = document.indexOf(HEAD);
        Files.writeString(FILE, (table < 0 ? document : document.substring(0, table)) + text);
    }

    void assertIsInDocument() {
        assertThat(FILE).content().endsWith(text);
    }
}
