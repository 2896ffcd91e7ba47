package io.closewait.holders.report;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.closewait.holders.leaks.LeakGroup;
import io.closewait.holders.leaks.LeakReport;
import io.closewait.holders.search.Finding;
import io.closewait.holders.search.HolderPath.Step;
import io.closewait.holders.words.CodeKinds;
import io.closewait.holders.words.Knowledge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who holds the sockets of each group of leaks. Shows class and field names only, nothing else that was in the heap. */
public final class HolderReport {
    private final LeakReport report;
    private final List<Group> groups = new ArrayList<>();
    private final CodeKinds kinds;

    private record Group(LeakGroup leaks, List<HeldAlike> holders) {}

    public HolderReport(
            LeakReport report,
            List<LeakGroup> leaks,
            Map<Integer, Finding> findings,
            Knowledge knowledge,
            CodeKinds kinds) {
        this.report = report;
        this.kinds = kinds;
        GroupHolders holders = new GroupHolders(knowledge, kinds);
        for (LeakGroup group : leaks) {
            groups.add(new Group(group, holders.of(group, findings)));
        }
    }

    /** For people; ends with a line's end. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int rank = 0;
        for (Group group : groups) {
            LeakGroup leaks = group.leaks();
            if (!leaks.title().isEmpty()) {
                text.append(rank == 0 ? "" : "\n").append('#').append(++rank).append("  ");
                text.append(sockets(leaks.count()))
                        .append(' ')
                        .append(leaks.title().toUpperCase(Locale.ROOT));
                text.append('\n');
            }
            if (!leaks.lookAt().isEmpty()) {
                text.append("  look at  ").append(leaks.lookAt()).append('\n');
            }
            group.holders().forEach(holders -> append(text, holders));
            int notAsked = leaks.count() - leaks.descriptors().size();
            if (notAsked > 0) {
                text.append("  ")
                        .append(notAsked)
                        .append(" more: ")
                        .append(leaks.others())
                        .append('\n');
            }
        }
        // Class names are the application's, and may hold what commands a terminal.
        return text.toString().replaceAll("[\\p{Cc}\\p{Cf}&&[^\n]]", "?");
    }

    private static void append(StringBuilder text, HeldAlike holders) {
        text.append("  ")
                .append(sockets(holders.count()))
                .append(": ")
                .append(holders.by())
                .append('\n');
        holders.states()
                .forEach((state, count) -> text.append("    ")
                        .append(state)
                        .append(": ")
                        .append(count)
                        .append('\n'));
        holders.words().forEach(words -> text.append("    ").append(words).append('\n'));
        holders.lines().forEach(line -> text.append("    ").append(line).append('\n'));
    }

    private static String sockets(int count) {
        return count == 1 ? "1 socket" : count + " sockets";
    }

    /** The agent's report, each group with its {@code holders}. */
    public JsonObject tree() {
        JsonObject whole = report.json();
        for (Group group : groups) {
            JsonArray holders = new JsonArray();
            group.holders().forEach(alike -> holders.add(json(alike)));
            group.leaks().json().add("holders", holders);
        }
        return whole;
    }

    public String json() {
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(tree()) + "\n";
    }

    private JsonObject json(HeldAlike alike) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", alike.kind());
        json.addProperty("count", alike.count());
        json.addProperty("by", alike.by());
        JsonArray words = new JsonArray();
        alike.words().forEach(words::add);
        json.add("words", words);
        JsonObject states = new JsonObject();
        alike.states().forEach(states::addProperty);
        json.add("states", states);
        JsonArray path = new JsonArray();
        if (alike.path() != null) {
            alike.path().steps().forEach(step -> path.add(json(step)));
        }
        json.add("path", path);
        return json;
    }

    private JsonObject json(Step step) {
        JsonObject json = new JsonObject();
        json.addProperty("class", FoldedPath.name(step.type().name()));
        if (step.field() != null) {
            json.addProperty("field", step.field().name());
        }
        json.addProperty("code", kinds.of(step.type().name()).name().toLowerCase(Locale.ROOT));
        return json;
    }
}
