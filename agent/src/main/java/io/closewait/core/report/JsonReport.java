package io.closewait.core.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.closewait.core.code.Frames;
import io.closewait.core.code.Origin;
import io.closewait.core.diagnose.EndedLeak;
import io.closewait.core.diagnose.Growth;
import io.closewait.core.diagnose.History;
import io.closewait.core.diagnose.Judgement;
import io.closewait.core.diagnose.LeakGroup;
import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.NeverAccepted;
import io.closewait.core.diagnose.OpenOrigin;
import io.closewait.core.diagnose.OpeningRate;
import io.closewait.core.diagnose.PortUser;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.SeenLeak;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Totals;
import io.closewait.core.diagnose.UnknownGroup;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.jdk.JvmZone;
import io.closewait.core.kernel.Census;
import io.closewait.core.kernel.PeerPorts;
import io.closewait.core.kernel.PortUse;
import io.closewait.core.kernel.TcpState;
import io.closewait.core.kernel.UnknownSocket;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report for programs, as {@code docs/report-format.md} describes it. */
public final class JsonReport {
    /** What a reader finds in {@code format}. */
    public static final String FORMAT = "closewait-report";

    /** Grows when a reader of the version before would misunderstand something; new fields alone do not change it. */
    public static final int VERSION = 1;

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Of lists that could be as long as there are sockets; the totals count all. */
    private static final int MAX_ELEMENTS = 1000;

    private static final int MAX_PEERS = 20;

    private final Frames frames;

    private JsonReport(Frames frames) {
        this.frames = frames;
    }

    /** The whole report, with a final line break. */
    public static String of(Report report, About about, Frames frames, History history) {
        return GSON.toJson(tree(report, about, frames, history)) + "\n";
    }

    /** The same before it is text. */
    static JsonObject tree(Report report, About about, Frames frames, History history) {
        JsonObject json = new JsonReport(frames).report(report, about);
        json.add("history", history(history));
        return json;
    }

    private JsonObject report(Report report, About about) {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("version", VERSION);
        json.addProperty("generated", Timestamp.utc(report.atMillis));
        json.addProperty("reason", report.reason.name().toLowerCase(Locale.ROOT));
        json.add("agent", agent(report, about));
        json.add("jvm", jvm(report, about));
        json.add("totals", totals(report.totals));
        json.add("kernel", kernel(report));
        json.add("leaks", groups(report.leaks));
        json.add("known", groups(report.known));
        json.add("halfClosedBusy", groups(report.busy));
        json.add("neverAccepted", neverAccepted(report.neverAccepted));
        json.add("unknownOrigin", unknown(report.kernel.unknown()));
        json.add("ended", ended(report.ended));
        json.add("seen", seen(report.seen));
        json.add("unknownGroups", unknownGroups(report.unknown));
        json.add("ports", ports(report));
        json.add("openingSites", openingSites(report.openingRates));
        json.add("openOrigins", openOrigins(report.open.all));
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

    private static JsonObject kernel(Report report) {
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
        descriptors.add("paths", counts(kernel.paths(), "path"));
        descriptors.addProperty("exhaustedInMillis", report.open.exhaustedInMillis);
        json.add("descriptors", descriptors);
        return json;
    }

    private JsonArray groups(List<LeakGroup> groups) {
        JsonArray array = new JsonArray();
        for (LeakGroup group : groups.subList(0, Math.min(MAX_ELEMENTS, groups.size()))) {
            array.add(group(group));
        }
        return array;
    }

    private JsonObject group(LeakGroup group) {
        SocketFacts shown = group.shown;
        JsonObject json = new JsonObject();
        Judgement judgement = group.judgement;
        json.addProperty("verdict", judgement.verdict.name());
        json.addProperty("probable", judgement.isGuess);
        json.addProperty("fingerprint", group.fingerprint);
        if (!group.accepted.isEmpty()) {
            json.addProperty("accepted", group.accepted);
        }
        json.addProperty("title", judgement.title());
        json.addProperty("meaning", judgement.verdict.meaning());
        json.addProperty("count", group.count);
        json.addProperty("growth", group.growth);
        json.addProperty("state", shown.peerState.label());
        json.addProperty("direction", shown.accepted ? "accepted" : "connected");
        json.addProperty("transport", shown.transport.label());
        json.addProperty("localPort", shown.localPort);
        json.addProperty("oldestMillis", Math.max(group.oldest.finMillis, group.oldest.closedByApplicationMillis));
        json.addProperty("unreadBytes", group.unread);
        json.add("peers", counts(group.peers, "address"));
        json.add("threads", counts(group.threads, "name"));
        json.addProperty("lookAt", judgement.lookAt == null ? null : judgement.lookAt.toString());
        json.addProperty("lookAtNote", judgement.lookAtNote);
        json.addProperty("lookAtStack", judgement.moment == null ? null : judgement.moment.label());
        json.add("evidence", texts(judgement.evidence));
        json.addProperty("hint", judgement.hint);
        json.add("stacks", stacks(shown.stacks()));
        JsonArray sockets = new JsonArray();
        for (SocketFacts socket : group.samples) {
            sockets.add(socket(socket));
        }
        json.add("sockets", sockets);
        return json;
    }

    private static JsonArray texts(List<String> texts) {
        JsonArray array = new JsonArray();
        for (String text : texts) {
            array.add(text);
        }
        return array;
    }

    private static JsonArray counts(Map<String, Integer> counts, String name) {
        JsonArray array = new JsonArray();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            JsonObject json = new JsonObject();
            json.addProperty(name, entry.getKey());
            json.addProperty("count", entry.getValue());
            array.add(json);
        }
        return array;
    }

    private JsonObject stacks(Map<Moment, Site> stacks) {
        JsonObject json = new JsonObject();
        for (Map.Entry<Moment, Site> stack : stacks.entrySet()) {
            stack(json, stack.getKey().key(), stack.getValue());
        }
        return json;
    }

    private void stack(JsonObject stacks, String name, @Nullable Site site) {
        if (site == null) {
            return;
        }
        JsonArray array = new JsonArray();
        for (StackTraceElement frame : site.frames()) {
            JsonObject json = new JsonObject();
            json.addProperty("class", frame.getClassName());
            json.addProperty("method", frame.getMethodName());
            json.addProperty("file", frame.getFileName());
            json.addProperty("line", frame.getLineNumber());
            Origin origin = frames.origin(frame);
            json.addProperty("kind", origin.kind().name().toLowerCase(Locale.ROOT));
            if (!origin.jar().isEmpty()) {
                json.addProperty("jar", origin.jar());
            }
            array.add(json);
        }
        stacks.add(name, array);
    }

    private static JsonObject socket(SocketFacts facts) {
        JsonObject json = new JsonObject();
        json.addProperty("fd", facts.number);
        json.addProperty("local", facts.local);
        json.addProperty("peer", facts.peer);
        json.addProperty("peerHost", facts.peerHost);
        json.addProperty("openMillis", facts.openMillis);
        json.addProperty("peerClosedMillis", facts.finMillis);
        json.addProperty("lastReadMillis", facts.lastReadMillis);
        json.addProperty("lastWriteMillis", facts.lastWriteMillis);
        json.addProperty("endOfStreamMillis", facts.endOfStreamMillis);
        json.addProperty("uses", facts.uses);
        json.addProperty("exchanges", facts.exchanges);
        json.addProperty("reuses", facts.reuses);
        json.addProperty("unreadBytes", facts.unread);
        json.addProperty("unsentBytes", facts.unsent);
        json.addProperty("interest", facts.interest);
        json.addProperty("reachable", facts.reachable);
        json.addProperty("openedBy", facts.openedBy);
        json.addProperty("lastUser", facts.lastUser);
        return json;
    }

    private JsonArray neverAccepted(List<NeverAccepted> all) {
        JsonArray array = new JsonArray();
        for (NeverAccepted waiting : all) {
            JsonObject json = new JsonObject();
            json.addProperty("port", waiting.queue.port());
            json.addProperty("local", waiting.queue.local());
            json.addProperty("count", waiting.queue.peerClosed());
            json.addProperty("waiting", waiting.queue.waiting());
            json.addProperty("limit", waiting.limit);
            json.addProperty("verdict", Verdict.NEVER_ACCEPTED.name());
            json.addProperty("title", Verdict.NEVER_ACCEPTED.label());
            json.addProperty("meaning", Verdict.NEVER_ACCEPTED.meaning());
            json.addProperty("lookAt", waiting.lookAt == null ? null : waiting.lookAt.toString());
            json.addProperty("lookAtNote", waiting.lookAtNote());
            json.addProperty("lookAtStack", waiting.moment == null ? null : waiting.moment.label());
            json.add("evidence", texts(waiting.evidence));
            json.addProperty("hint", waiting.hint);
            json.add("stacks", stacks(waiting.stacks()));
            array.add(json);
        }
        return array;
    }

    private static JsonArray unknown(List<UnknownSocket> sockets) {
        JsonArray array = new JsonArray();
        for (UnknownSocket socket : sockets.subList(0, Math.min(MAX_ELEMENTS, sockets.size()))) {
            JsonObject json = new JsonObject();
            json.addProperty("fd", socket.number());
            json.addProperty("local", socket.row().local());
            json.addProperty("peer", socket.row().peer());
            json.addProperty("inode", socket.row().inode());
            json.addProperty("unreadBytes", socket.row().unread());
            json.addProperty("firstSeen", Timestamp.utc(socket.firstSeenMillis()));
            array.add(json);
        }
        return array;
    }

    private JsonArray unknownGroups(List<UnknownGroup> groups) {
        JsonArray array = new JsonArray();
        for (UnknownGroup group : groups.subList(0, Math.min(MAX_ELEMENTS, groups.size()))) {
            JsonObject json = new JsonObject();
            json.addProperty("state", group.state.name());
            json.addProperty("direction", group.shown.accepted ? "accepted" : "connected");
            json.addProperty("peer", group.peer);
            json.addProperty("localPort", group.shown.localPort);
            json.addProperty("count", group.count);
            Judgement used = group.judgement;
            if (used != null) {
                json.addProperty("verdict", used.verdict.name());
                json.addProperty("lookAt", used.lookAt == null ? null : used.lookAt.toString());
                json.addProperty("lookAtNote", used.lookAtNote);
                json.add("evidence", texts(used.evidence));
                json.addProperty("hint", used.hint);
                json.add("stacks", stacks(group.shown.stacks()));
            }
            array.add(json);
        }
        return array;
    }

    private JsonObject ports(Report report) {
        PortUse use = report.kernel.ports();
        JsonObject range = new JsonObject();
        range.addProperty("first", use.settings.first);
        range.addProperty("last", use.settings.last);
        range.addProperty("size", use.settings.range());
        JsonObject json = new JsonObject();
        json.add("range", range);
        json.addProperty("tcpTwReuse", use.settings.reuse);
        json.addProperty("tcpFinTimeoutSeconds", use.settings.finTimeout);
        json.addProperty("mostInUse", report.totals.value(Metric.PORTS_IN_USE));
        JsonArray peers = new JsonArray();
        for (PeerPorts peer :
                use.peers().subList(0, Math.min(MAX_PEERS, use.peers().size()))) {
            JsonObject element = new JsonObject();
            element.addProperty("address", peer.peer());
            element.addProperty("inUse", peer.inUse());
            element.addProperty("timeWait", peer.timeWait());
            peers.add(element);
        }
        json.add("peers", peers);
        JsonArray closedFirst = new JsonArray();
        for (PortUser user : report.portUsers) {
            closedFirst.add(portUser(user));
        }
        json.add("closedFirst", closedFirst);
        return json;
    }

    private JsonObject portUser(PortUser user) {
        StackTraceElement frame = frames.toLookAt(user.closedFirst.site);
        JsonObject json = new JsonObject();
        json.addProperty("lookAt", frame == null ? null : frame.toString());
        json.addProperty("peer", user.closedFirst.peerText());
        json.addProperty("perSecond", rounded(user.closedFirst.perSecond));
        json.addProperty("mostPerSecond", rounded(user.closedFirst.mostPerSecond));
        json.addProperty("lastMinute", user.closedFirst.lastMinute);
        json.addProperty("total", user.closedFirst.total);
        json.addProperty("timeWait", user.timeWait);
        json.addProperty("inUse", user.inUse);
        JsonObject stacks = new JsonObject();
        stack(stacks, "opened", user.closedFirst.site);
        json.add("stacks", stacks);
        return json;
    }

    private static double rounded(double rate) {
        return Math.round(rate * 10) / 10.0;
    }

    private static JsonArray seen(List<SeenLeak> leaks) {
        JsonArray array = new JsonArray();
        for (SeenLeak leak : leaks) {
            JsonObject json = new JsonObject();
            json.addProperty("fingerprint", leak.fingerprint);
            json.addProperty("verdict", leak.verdict.name());
            json.addProperty("lookAt", leak.lookAt);
            json.addProperty("most", leak.most);
            array.add(json);
        }
        return array;
    }

    private JsonArray openOrigins(List<OpenOrigin> origins) {
        JsonArray array = new JsonArray();
        for (OpenOrigin origin : origins) {
            JsonObject json = new JsonObject();
            json.addProperty("lookAt", origin.lookAt == null ? null : origin.lookAt.toString());
            json.addProperty("direction", origin.accepted ? "accepted" : "connected");
            json.addProperty("localPort", origin.port);
            json.addProperty("count", origin.count);
            json.addProperty("leaked", origin.leaked);
            json.addProperty("percentOfLimit", rounded(origin.percentOfLimit));
            json.addProperty("growing", origin.isGrowing);
            json.add("growth", growth(origin.growth));
            json.addProperty("oldestMillis", origin.oldestMillis);
            json.addProperty("idleMillis", origin.idleMillis);
            json.add("peers", counts(origin.peers, "address"));
            json.add("states", counts(origin.states, "state"));
            JsonObject stacks = new JsonObject();
            stack(stacks, "opened", origin.site);
            stack(stacks, "listenerOpened", origin.listener);
            json.add("stacks", stacks);
            array.add(json);
        }
        return array;
    }

    private static JsonObject growth(Growth growth) {
        JsonObject json = new JsonObject();
        json.addProperty("lately", growth.lately);
        json.addProperty("latelyMillis", growth.latelyMillis);
        json.addProperty("perMinute", rounded(growth.perMinute()));
        json.addProperty("total", growth.total);
        json.addProperty("totalMillis", growth.totalMillis);
        return json;
    }

    private JsonArray openingSites(List<OpeningRate> rates) {
        JsonArray array = new JsonArray();
        for (OpeningRate rate : rates) {
            StackTraceElement frame = frames.toLookAt(rate.site);
            JsonObject json = new JsonObject();
            json.addProperty("lookAt", frame == null ? null : frame.toString());
            json.addProperty("closed", rate.closed);
            json.addProperty("closedFirst", rate.closedFirst);
            JsonObject stacks = new JsonObject();
            stack(stacks, "opened", rate.site);
            json.add("stacks", stacks);
            array.add(json);
        }
        return array;
    }

    private JsonArray ended(List<EndedLeak> ended) {
        JsonArray array = new JsonArray();
        for (EndedLeak leak : ended) {
            JsonObject json = new JsonObject();
            json.addProperty("count", leak.count);
            json.addProperty("by", leak.byCollector ? "collector" : "application");
            json.addProperty("longestMillis", leak.longestMillis);
            json.addProperty("peer", leak.peer);
            JsonObject stacks = new JsonObject();
            stack(stacks, "opened", leak.openingSite);
            stack(stacks, "closed", leak.closedSite);
            json.add("stacks", stacks);
            array.add(json);
        }
        return array;
    }
}
