package io.closewait.it.harness;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What tests saw, a row a case and a column a JDK, and the document that says the same: a system property has it written
 * anew, where what was not run this time stays as it was; otherwise it must be true.
 */
public final class JdkTable {
    private static final String PASSED = "✓";
    private static final String FAILED = "✗";
    private static final String SKIPPED = "skipped: ";

    /** A row: a title unlike that of any other row, and what stands between it and the JDKs. */
    public interface Row {
        String title();

        String more();

        /** What stands in the cell of a JDK that the case is not for; empty if it is for this one. */
        String absence(int feature);
    }

    private record Cell(String title, int feature) {}

    private final Path file;
    private final String header;
    private final String moreTitle;
    private final String writeProperty;
    private final List<? extends Row> rows;
    private final Map<Cell, String> results = new ConcurrentHashMap<>();

    /**
     * A table without results.
     *
     * @param file the document
     * @param header what stands above the table
     * @param moreTitle the title of the second column, empty if there is none
     * @param writeProperty the system property that has the document written
     */
    public JdkTable(Path file, String header, String moreTitle, String writeProperty, List<? extends Row> rows) {
        this.file = file;
        this.header = header;
        this.moreTitle = moreTitle;
        this.writeProperty = writeProperty;
        this.rows = rows;
    }

    public void begin(Row row, Jdk jdk) {
        results.put(new Cell(row.title(), jdk.feature()), FAILED);
    }

    public void pass(Row row, Jdk jdk) {
        results.put(new Cell(row.title(), jdk.feature()), PASSED);
    }

    public void skip(Row row, Jdk jdk, String reason) {
        results.put(new Cell(row.title(), jdk.feature()), SKIPPED + reason);
    }

    public void writeOrCheck() throws IOException {
        if (Boolean.getBoolean(writeProperty)) {
            Map<String, String> before = Files.exists(file) ? documented() : Map.of();
            Files.writeString(file, header + String.join("\n", lines(before)) + "\n");
            return;
        }
        Map<String, String> documented = documented();
        assertThat(documentedTitles())
                .as("the rows of " + file)
                .containsExactlyElementsOf(rows.stream().map(Row::title).toList());
        // A JDK that the document does not know is tested all the same.
        results.forEach((cell, result) -> {
            String key = key(cell.title, "JDK " + cell.feature);
            if (!result.startsWith(SKIPPED) && documented.containsKey(key)) {
                assertThat(documented.get(key)).as(file + ": " + key).isEqualTo(result);
            }
        });
    }

    private List<String> lines(Map<String, String> before) {
        Stream<Integer> documented = before.keySet().stream()
                .filter(key -> key.matches(".*, JDK \\d+"))
                .map(key -> Integer.valueOf(key.substring(key.lastIndexOf(' ') + 1)));
        List<Integer> features = Stream.concat(
                        documented, results.keySet().stream().map(Cell::feature))
                .distinct()
                .sorted()
                .toList();
        Stream<String> head = Stream.of(
                "| |" + moreCell(moreTitle)
                        + features.stream().map(feature -> " JDK " + feature).collect(joining(" |")) + " |",
                "|---|" + (moreTitle.isEmpty() ? "" : "---|")
                        + features.stream().map(feature -> ":---:").collect(joining("|")) + "|");
        Stream<String> body = rows.stream()
                .map(row -> "| " + row.title() + " |" + moreCell(row.more())
                        + features.stream()
                                .map(feature -> " " + cell(row, feature, before))
                                .collect(joining(" |"))
                        + " |");
        return Stream.concat(head, body).toList();
    }

    private String moreCell(String text) {
        return moreTitle.isEmpty() ? "" : " " + text + " |";
    }

    private String cell(Row row, int feature, Map<String, String> before) {
        String absence = row.absence(feature);
        if (!absence.isEmpty()) {
            return absence;
        }
        String documented = before.getOrDefault(key(row.title(), "JDK " + feature), "not run");
        return results.getOrDefault(new Cell(row.title(), feature), documented.equals("–") ? "not run" : documented);
    }

    private List<String[]> table() throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
                .map(line -> line.substring(1, line.length() - 1).split("\\|"))
                .toList();
    }

    private List<String> documentedTitles() throws IOException {
        return table().stream().skip(1).map(cells -> cells[0].trim()).toList();
    }

    private Map<String, String> documented() throws IOException {
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
