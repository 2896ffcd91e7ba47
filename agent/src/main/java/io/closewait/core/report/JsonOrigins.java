package io.closewait.core.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.closewait.core.diagnose.Growth;
import io.closewait.core.diagnose.OpenOrigin;
import io.closewait.core.diagnose.OpeningRate;
import java.util.List;

/** The origins of the {@link JsonReport}: the places that open sockets, whether they leak or not. */
final class JsonOrigins {
    private final JsonStacks stacks;

    JsonOrigins(JsonStacks stacks) {
        this.stacks = stacks;
    }

    JsonArray open(List<OpenOrigin> origins) {
        JsonArray array = new JsonArray();
        for (OpenOrigin origin : origins) {
            JsonObject json = new JsonObject();
            json.addProperty("lookAt", origin.lookAt == null ? null : origin.lookAt.toString());
            json.addProperty("direction", origin.accepted ? "accepted" : "connected");
            json.addProperty("localPort", origin.port);
            json.addProperty("count", origin.count);
            json.addProperty("leaked", origin.leaked);
            json.addProperty("percentOfLimit", Json.rounded(origin.percentOfLimit));
            json.addProperty("growing", origin.isGrowing);
            json.add("growth", growth(origin.growth));
            json.addProperty("oldestMillis", origin.oldestMillis);
            json.addProperty("idleMillis", origin.idleMillis);
            json.add("peers", Json.counts(origin.peers, "address"));
            json.add("states", Json.counts(origin.states, "state"));
            JsonObject both = stacks.opened(origin.site);
            stacks.add(both, "listenerOpened", origin.listener);
            json.add("stacks", both);
            array.add(json);
        }
        return array;
    }

    private static JsonObject growth(Growth growth) {
        JsonObject json = new JsonObject();
        json.addProperty("lately", growth.lately);
        json.addProperty("latelyMillis", growth.latelyMillis);
        json.addProperty("perMinute", Json.rounded(growth.perMinute()));
        json.addProperty("total", growth.total);
        json.addProperty("totalMillis", growth.totalMillis);
        return json;
    }

    JsonArray opening(List<OpeningRate> rates) {
        JsonArray array = new JsonArray();
        for (OpeningRate rate : rates) {
            JsonObject json = new JsonObject();
            json.addProperty("lookAt", stacks.lookAt(rate.site));
            json.addProperty("closed", rate.closed);
            json.addProperty("closedFirst", rate.closedFirst);
            json.add("stacks", stacks.opened(rate.site));
            array.add(json);
        }
        return array;
    }
}
