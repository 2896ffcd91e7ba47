package io.closewait.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/** The meters in one registry. */
final class BoundMeters {
    private final MeterRegistry registry;
    private final Iterable<Tag> tags;
    private final AgentBean bean;
    private final List<Meter> meters = new ArrayList<>();
    private final MultiGauge byOrigin;

    /** The table that the gauges by origin were made from. */
    private @Nullable Object shown;

    BoundMeters(MeterRegistry registry, Iterable<Tag> tags, AgentBean bean) {
        this.registry = registry;
        this.tags = tags;
        this.bean = bean;
        this.byOrigin = MultiGauge.builder("closewait.sockets.leaked")
                .tags(tags)
                .description("Leaked sockets by origin")
                .register(registry);
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
        shown = null;
        byOrigin.register(Collections.emptyList(), true);
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

    private double leaked(Object[] origin) {
        Object table = read().get(MeterTable.ORIGINS);
        CompositeData row = table instanceof TabularData ? ((TabularData) table).get(origin) : null;
        return row == null ? 0 : number(row.get("count"));
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
        Object table = attributes.get(MeterTable.ORIGINS);
        if (meters.isEmpty() || table == shown) {
            return;
        }
        shown = table;
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        if (table instanceof TabularData) {
            for (Object value : ((TabularData) table).values()) {
                CompositeData row = (CompositeData) value;
                String fingerprint = (String) row.get("fingerprint");
                String lookAt = (String) row.get("lookAt");
                Object[] origin = {fingerprint, lookAt};
                rows.add(MultiGauge.Row.of(
                        Tags.of("fingerprint", fingerprint, "look_at", lookAt), () -> leaked(origin)));
            }
        }
        byOrigin.register(rows, true);
    }
}
