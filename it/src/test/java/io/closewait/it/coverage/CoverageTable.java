package io.closewait.it.coverage;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The results, and {@code docs/coverage.md}, which says the same. */
final class CoverageTable {
    private static final Path FILE = Artifacts.project().resolve("docs/coverage.md");
    private static final String PASSED = "✓";
    private static final String FAILED = "✗";
    private static final String SKIPPED = "skipped: ";
    private static final String HEADER = """
            # What the agent sees

            Written by `CoverageIT`, which opens real sockets in a JVM of its own for each cell, lets the peers of half of
            them leave, and compares the agent's numbers with the kernel's: sockets in `CLOSE_WAIT`, open sockets, leaks,
            transport, direction and the stack that opened them; then closes all, and the agent's count is zero again. The
            test fails when a cell here is not what it saw. To write this file anew:

                mvn verify -pl it -am -Dit.test=CoverageIT -Dit.coverage.write=true -Dtest=none \\
                    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

            ✓ as the kernel says · ✗ not yet · – not to be had on this JDK

            """;

    private record Cell(Row row, int feature) {}

    private final Map<Cell, String> results = new ConcurrentHashMap<>();

    void begin(Row row, Jdk jdk) {
        results.put(new Cell(row, jdk.feature()), FAILED);
    }

    void pass(Row row, Jdk jdk) {
        results.put(new Cell(row, jdk.feature()), PASSED);
    }

    void skip(Row row, Jdk jdk, String reason) {
        results.put(new Cell(row, jdk.feature()), SKIPPED + reason);
    }

    void writeOrCheck() throws IOException {
        if (Boolean.getBoolean("it.coverage.write")) {
            Files.writeString(FILE, HEADER + String.join("\n", lines()) + "\n");
            return;
        }
        Map<String, String> documented = documented();
        assertThat(documentedRows()).as("the rows of " + FILE).containsExactlyElementsOf(titles());
        // A JDK that the document does not know is tested all the same.
        results.forEach((cell, result) -> {
            String key = key(cell.row.title, "JDK " + cell.feature);
            if (!result.startsWith(SKIPPED) && documented.containsKey(key)) {
                assertThat(documented.get(key)).as(FILE + ": " + key).isEqualTo(result);
            }
        });
    }

    private static List<String> titles() {
        return Stream.of(Row.values()).map(row -> row.title).toList();
    }

    private List<String> lines() {
        List<Integer> features =
                results.keySet().stream().map(Cell::feature).distinct().sorted().toList();
        Stream<String> head = Stream.of(
                "| | " + features.stream().map(feature -> "JDK " + feature).collect(joining(" | ")) + " |",
                "|---|" + features.stream().map(feature -> ":---:").collect(joining("|")) + "|");
        Stream<String> body = Stream.of(Row.values())
                .map(row -> "| " + row.title + " | "
                        + features.stream().map(feature -> cell(row, feature)).collect(joining(" | ")) + " |");
        return Stream.concat(head, body).toList();
    }

    private String cell(Row row, int feature) {
        return feature < row.from ? "–" : results.getOrDefault(new Cell(row, feature), "not run");
    }

    private static List<String[]> table() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
                .map(line -> line.substring(1, line.length() - 1).split("\\|"))
                .toList();
    }

    private static List<String> documentedRows() throws IOException {
        return table().stream().skip(1).map(cells -> cells[0].trim()).toList();
    }

    private static Map<String, String> documented() throws IOException {
        List<String[]> table = table();
        Map<String, String> cells = new LinkedHashMap<>();
        for (String[] row : table.subList(1, table.size())) {
            for (int i = 1; i < row.length; i++) {
                cells.put(key(row[0].trim(), table.get(0)[i].trim()), row[i].trim());
            }
        }
        return cells;
    }

    private static String key(String title, String jdk) {
        return title + ", " + jdk;
    }
}
