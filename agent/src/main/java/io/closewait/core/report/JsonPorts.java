package io.closewait.core.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.PortUser;
import io.closewait.core.diagnose.Report;
import io.closewait.core.kernel.PeerPorts;
import io.closewait.core.kernel.PortUse;

/** The local ports of the {@link JsonReport}: how many are in use, to which peers, and who uses them up. */
final class JsonPorts {
    private static final int MAX_PEERS = 20;

    private final JsonStacks stacks;

    JsonPorts(JsonStacks stacks) {
        this.stacks = stacks;
    }

    JsonObject of(Report report) {
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
        JsonObject json = new JsonObject();
        json.addProperty("lookAt", stacks.lookAt(user.closedFirst.site));
        json.addProperty("peer", user.closedFirst.peerText());
        json.addProperty("perSecond", Json.rounded(user.closedFirst.perSecond));
        json.addProperty("mostPerSecond", Json.rounded(user.closedFirst.mostPerSecond));
        json.addProperty("lastMinute", user.closedFirst.lastMinute);
        json.addProperty("total", user.closedFirst.total);
        json.addProperty("timeWait", user.timeWait);
        json.addProperty("inUse", user.inUse);
        json.add("stacks", stacks.opened(user.closedFirst.site));
        return json;
    }
}
