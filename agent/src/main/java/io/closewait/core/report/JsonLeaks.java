package io.closewait.core.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.closewait.core.diagnose.EndedLeak;
import io.closewait.core.diagnose.Judgement;
import io.closewait.core.diagnose.LeakGroup;
import io.closewait.core.diagnose.NeverAccepted;
import io.closewait.core.diagnose.SeenLeak;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.UnknownGroup;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.kernel.UnknownSocket;
import java.util.List;

/** The sockets of the {@link JsonReport} whose peer has gone: leaks, and what is no leak or is one no more. */
final class JsonLeaks {
    private final JsonStacks stacks;

    JsonLeaks(JsonStacks stacks) {
        this.stacks = stacks;
    }

    JsonArray groups(List<LeakGroup> groups) {
        JsonArray array = new JsonArray();
        for (LeakGroup group : groups.subList(0, Math.min(Json.MAX_ELEMENTS, groups.size()))) {
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
        json.add("peers", Json.counts(group.peers, "address"));
        json.add("threads", Json.counts(group.threads, "name"));
        json.addProperty("lookAt", judgement.lookAt == null ? null : judgement.lookAt.toString());
        json.addProperty("lookAtNote", judgement.lookAtNote);
        json.addProperty("lookAtStack", judgement.moment == null ? null : judgement.moment.label());
        json.add("evidence", Json.texts(judgement.evidence));
        json.addProperty("hint", judgement.hint);
        json.add("stacks", stacks.of(shown.stacks()));
        JsonArray sockets = new JsonArray();
        for (SocketFacts socket : group.samples) {
            sockets.add(socket(socket));
        }
        json.add("sockets", sockets);
        return json;
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

    JsonArray neverAccepted(List<NeverAccepted> all) {
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
            json.add("evidence", Json.texts(waiting.evidence));
            json.addProperty("hint", waiting.hint);
            json.add("stacks", stacks.of(waiting.stacks()));
            array.add(json);
        }
        return array;
    }

    static JsonArray unknown(List<UnknownSocket> sockets) {
        JsonArray array = new JsonArray();
        for (UnknownSocket socket : sockets.subList(0, Math.min(Json.MAX_ELEMENTS, sockets.size()))) {
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

    JsonArray unknownGroups(List<UnknownGroup> groups) {
        JsonArray array = new JsonArray();
        for (UnknownGroup group : groups.subList(0, Math.min(Json.MAX_ELEMENTS, groups.size()))) {
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
                json.add("evidence", Json.texts(used.evidence));
                json.addProperty("hint", used.hint);
                json.add("stacks", stacks.of(group.shown.stacks()));
            }
            array.add(json);
        }
        return array;
    }

    static JsonArray seen(List<SeenLeak> leaks) {
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

    JsonArray ended(List<EndedLeak> ended) {
        JsonArray array = new JsonArray();
        for (EndedLeak leak : ended) {
            JsonObject json = new JsonObject();
            json.addProperty("count", leak.count);
            json.addProperty("by", leak.byCollector ? "collector" : "application");
            json.addProperty("longestMillis", leak.longestMillis);
            json.addProperty("peer", leak.peer);
            JsonObject both = stacks.opened(leak.openingSite);
            stacks.add(both, "closed", leak.closedSite);
            json.add("stacks", both);
            array.add(json);
        }
        return array;
    }
}
