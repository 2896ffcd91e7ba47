package io.closewait.core.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.History;
import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Totals;
import io.closewait.core.jdk.JvmZone;
import java.util.Locale;
import java.util.Map;

/** The report for programs, as {@code docs/report-format.md} describes it. */
public final class JsonReport {
    /** What a reader finds in {@code format}. */
    public static final String FORMAT = "closewait-report";

    /** Grows when a reader of the version before would misunderstand something; new fields alone do not change it. */
    public static final int VERSION = 1;

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonReport() {}

    /** The whole report, with a final line break. */
    public static String of(Report report, About about, Frames frames, History history) {
        return GSON.toJson(tree(report, about, frames, history)) + "\n";
    }

    /** The same before it is text. */
    static JsonObject tree(Report report, About about, Frames frames, History history) {
        JsonObject json = report(report, about, new JsonStacks(frames));
        json.add("history", history(history));
        return json;
    }

    private static JsonObject report(Report report, About about, JsonStacks stacks) {
        JsonLeaks leaks = new JsonLeaks(stacks);
        JsonOrigins origins = new JsonOrigins(stacks);
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("version", VERSION);
        json.addProperty("generated", Timestamp.utc(report.atMillis));
        json.addProperty("reason", report.reason.name().toLowerCase(Locale.ROOT));
        json.add("agent", agent(report, about));
        json.add("jvm", jvm(report, about));
        json.add("totals", totals(report.totals));
        json.add("kernel", JsonKernel.of(report));
        json.add("leaks", leaks.groups(report.leaks));
        json.add("known", leaks.groups(report.known));
        json.add("halfClosedBusy", leaks.groups(report.busy));
        json.add("neverAccepted", leaks.neverAccepted(report.neverAccepted));
        json.add("unknownOrigin", JsonLeaks.unknown(report.kernel.unknown()));
        json.add("ended", leaks.ended(report.ended));
        json.add("seen", JsonLeaks.seen(report.seen));
        json.add("unknownGroups", leaks.unknownGroups(report.unknown));
        json.add("ports", new JsonPorts(stacks).of(report));
        json.add("openingSites", origins.opening(report.openingRates));
        json.add("openOrigins", origins.open(report.open.all));
        return json;
    }

    private static JsonArray history(History history) {
        JsonArray array = new JsonArray();
        for (History.Point point : history.points()) {
            JsonObject json = new JsonObject();
            json.addProperty("atMillis", point.atMillis);
            json.addProperty("open", point.open);
            json.addProperty("peerClosed", point.peerClosed);
            json.addProperty("leaked", point.leaked);
            array.add(json);
        }
        return array;
    }

    private static JsonObject agent(Report report, About about) {
        JsonObject json = new JsonObject();
        json.addProperty("version", about.version);
        json.addProperty("detector", report.detector);
        json.addProperty("attached", about.attached);
        json.addProperty("uptimeMillis", report.atMillis - about.startedMillis);
        json.addProperty("leakAfterMillis", about.leakAfterMillis);
        JsonObject options = new JsonObject();
        for (Map.Entry<String, String> option : about.options.entrySet()) {
            options.addProperty(option.getKey(), option.getValue());
        }
        json.add("options", options);
        return json;
    }

    private static JsonObject jvm(Report report, About about) {
        JsonObject json = new JsonObject();
        json.addProperty("host", about.host);
        json.addProperty("zone", Timestamp.zone(JvmZone.offset(report.atMillis)));
        json.addProperty("pid", about.pid);
        json.addProperty("program", about.program);
        json.addProperty("java", about.java);
        json.addProperty("uptimeMillis", report.atMillis - about.jvmStartedMillis);
        return json;
    }

    private static JsonObject totals(Totals totals) {
        JsonObject json = new JsonObject();
        for (Metric metric : Metric.values()) {
            if (metric.isTotal()) {
                json.addProperty(metric.key(), totals.value(metric));
            }
        }
        return json;
    }
}
