package io.closewait.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/** A gauge for each row of one of the bean's tables: the row's key makes the tags, its column {@code count} the number. */
final class TableGauges {
    /** Leaked sockets by origin. */
    static final String LEAKS = "LeakOrigins";

    /** Open sockets by origin. */
    static final String OPEN = "OpenOrigins";

    static final List<String> TABLES = Collections.unmodifiableList(Arrays.asList(LEAKS, OPEN));

    private final String attribute;
    private final String[] key;
    private final MultiGauge gauges;

    /** The table that the gauges were made from. */
    private @Nullable Object shown;

    private TableGauges(String attribute, MultiGauge gauges, String... key) {
        this.attribute = attribute;
        this.gauges = gauges;
        this.key = key;
    }

    static List<TableGauges> of(MeterRegistry registry, Iterable<Tag> tags) {
        MultiGauge leaks = MultiGauge.builder("closewait.sockets.leaked")
                .tags(tags)
                .description("Leaked sockets by origin")
                .register(registry);
        MultiGauge open = MultiGauge.builder("closewait.open.sockets.by.origin")
                .tags(tags)
                .description("Open sockets by origin, at most the twenty largest and those that grow")
                .register(registry);
        return Arrays.asList(
                new TableGauges(LEAKS, leaks, "fingerprint", "lookAt"),
                new TableGauges(OPEN, open, "lookAt", "direction", "port"));
    }

    /** Makes gauges of the rows, if it is another table; what they tell later is read by {@code attributes}. */
    void show(Map<String, Object> now, Supplier<Map<String, Object>> attributes) {
        Object table = now.get(attribute);
        if (table == shown) {
            return;
        }
        shown = table;
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        if (table instanceof TabularData) {
            for (Object value : ((TabularData) table).values()) {
                Object[] rowKey = ((CompositeData) value).getAll(key);
                rows.add(MultiGauge.Row.of(tags(rowKey), () -> count(attributes.get(), rowKey)));
            }
        }
        // A row that stays keeps its gauge: one that is replaced while a scrape is being made would be missing there.
        gauges.register(rows, false);
    }

    void remove() {
        shown = null;
        gauges.register(Collections.emptyList(), true);
    }

    private Tags tags(Object[] rowKey) {
        Tags tags = Tags.empty();
        for (int i = 0; i < key.length; i++) {
            tags = tags.and(key[i].equals("lookAt") ? "look_at" : key[i], String.valueOf(rowKey[i]));
        }
        return tags;
    }

    private double count(Map<String, Object> attributes, Object[] rowKey) {
        Object table = attributes.get(attribute);
        CompositeData row = table instanceof TabularData ? ((TabularData) table).get(rowKey) : null;
        return row == null ? 0 : ((Number) row.get("count")).doubleValue();
    }
}
