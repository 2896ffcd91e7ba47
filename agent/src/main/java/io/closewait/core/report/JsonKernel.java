package io.closewait.core.report;

import com.google.gson.JsonObject;
import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.Report;
import io.closewait.core.kernel.Census;
import io.closewait.core.kernel.TcpState;
import java.util.Map;

/** The part of the {@link JsonReport} that the kernel tells: states of connections, descriptors. */
final class JsonKernel {
    private JsonKernel() {}

    static JsonObject of(Report report) {
        Census kernel = report.kernel;
        JsonObject json = new JsonObject();
        json.addProperty("available", kernel.isAvailable());
        if (!kernel.isAvailable()) {
            json.addProperty("problem", kernel.problem());
            return json;
        }
        json.addProperty("closeWait", kernel.closeWait());
        json.addProperty("explained", report.explained());
        JsonObject states = new JsonObject();
        for (Map.Entry<TcpState, Integer> state : kernel.states().entrySet()) {
            states.addProperty(state.getKey().name(), state.getValue());
        }
        json.add("states", states);
        JsonObject orphans = new JsonObject();
        for (Map.Entry<TcpState, Integer> state : kernel.orphans().entrySet()) {
            orphans.addProperty(state.getKey().name(), state.getValue());
        }
        json.add("orphans", orphans);
        for (Metric metric : new Metric[] {Metric.FIN_WAIT2, Metric.CLOSING, Metric.LAST_ACK, Metric.TIME_WAIT}) {
            json.addProperty(metric.path().substring("kernel.".length()), report.totals.value(metric));
        }
        JsonObject descriptors = new JsonObject();
        descriptors.addProperty("open", kernel.descriptorCount());
        descriptors.addProperty("limit", kernel.descriptorLimit());
        JsonObject kinds = new JsonObject();
        for (Map.Entry<String, Integer> kind : kernel.descriptors().entrySet()) {
            kinds.addProperty(kind.getKey(), kind.getValue());
        }
        descriptors.add("kinds", kinds);
        descriptors.add("paths", Json.counts(kernel.paths(), "path"));
        descriptors.addProperty("exhaustedInMillis", report.open.exhaustedInMillis);
        json.add("descriptors", descriptors);
        return json;
    }
}
