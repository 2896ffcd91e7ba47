package io.closewait.micrometer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The meters in one registry. */
final class BoundMeters {
    private final MeterRegistry registry;
    private final Iterable<Tag> tags;
    private final AgentBean bean;

    @GuardedBy("this")
    private final List<Meter> meters = new ArrayList<>();

    private final List<TableGauges> tables;

    BoundMeters(MeterRegistry registry, Iterable<Tag> tags, AgentBean bean) {
        this.registry = registry;
        this.tags = tags;
        this.bean = bean;
        this.tables = TableGauges.of(registry, tags);
    }

    /** What this agent has; one of another version may have more or less. */
    synchronized void register() {
        remove();
        Map<String, Object> attributes = bean.attributes();
        for (MeterTable.Row row : MeterTable.all()) {
            if (attributes.containsKey(row.attribute)) {
                meters.add(row.isCounter() ? counter(row) : gauge(row));
            }
        }
        showOrigins(attributes);
    }

    synchronized void remove() {
        meters.forEach(registry::remove);
        meters.clear();
        tables.forEach(TableGauges::remove);
    }

    private Meter gauge(MeterTable.Row row) {
        return Gauge.builder(row.meter(), () -> value(row.attribute))
                .tags(tags)
                .tags(row.state.isEmpty() ? Tags.empty() : Tags.of("state", row.state))
                .baseUnit(row.isSeconds() ? "seconds" : null)
                .description(row.description)
                .register(registry);
    }

    private Meter counter(MeterTable.Row row) {
        return FunctionCounter.builder(row.meter(), this, meters -> meters.value(row.attribute))
                .tags(tags)
                .description(row.description)
                .register(registry);
    }

    private double value(String attribute) {
        return number(read().get(attribute));
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number ? ((Number) value).doubleValue() : Double.NaN;
    }

    /** What a scrape reads first also brings the origins up to date. One that is new may miss this scrape. */
    private Map<String, Object> read() {
        Map<String, Object> attributes = bean.attributes();
        showOrigins(attributes);
        return attributes;
    }

    private synchronized void showOrigins(Map<String, Object> attributes) {
        if (!meters.isEmpty()) {
            tables.forEach(table -> table.show(attributes, this::read));
        }
    }
}
