package io.closewait.micrometer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which attribute is which meter: {@code meters.tsv}, which the agent's build writes. */
final class MeterTable {
    /** The table of leaked sockets by origin. */
    static final String ORIGINS = "LeakOrigins";

    private static final List<Row> ROWS = rows();

    private MeterTable() {}

    static List<Row> all() {
        return ROWS;
    }

    /** What is to be asked for. */
    static String[] attributes() {
        return Stream.concat(ROWS.stream().map(row -> row.attribute), Stream.of(ORIGINS))
                .toArray(String[]::new);
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        InputStream file = Objects.requireNonNull(MeterTable.class.getResourceAsStream("meters.tsv"), "meters.tsv");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split("\t", -1);
                rows.add(new Row(cells[0], cells[1], cells[2], cells[3]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableList(rows);
    }

    /** One number. */
    static final class Row {
        private static final String COUNTER = "_total";
        private static final String SECONDS = "_seconds";

        final String attribute;
        final String state;
        final String description;
        private final String metric;

        Row(String attribute, String metric, String state, String description) {
            this.attribute = attribute;
            this.metric = metric;
            this.state = state;
            this.description = description;
        }

        boolean isCounter() {
            return metric.endsWith(COUNTER);
        }

        boolean isSeconds() {
            return metric.endsWith(SECONDS);
        }

        /** As Micrometer wants it: with dots, and without what its registries append. */
        String meter() {
            String suffix = isCounter() ? COUNTER : isSeconds() ? SECONDS : "";
            return metric.substring(0, metric.length() - suffix.length()).replace('_', '.');
        }
    }
}
