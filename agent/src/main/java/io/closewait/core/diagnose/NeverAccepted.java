package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.kernel.BacklogQueue;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connections whose peer left while they waited in a listener's backlog, and what keeps them there. Immutable. */
public final class NeverAccepted {
    public final BacklogQueue queue;
    /** How many connections may wait there, -1 if not known. */
    public final int limit;

    public final List<String> evidence;
    public final String hint;
    /** The line to look at; null if none is known. */
    public final @Nullable StackTraceElement lookAt;
    /** The stack that matters: {@link Moment#NOW}, {@link Moment#ACCEPTED} or {@link Moment#OPENED}; null if none is known. */
    public final @Nullable Moment moment;

    private final Map<Moment, Site> stacks = new EnumMap<>(Moment.class);

    /**
     * @param openingSite where the listener was opened; null if the agent did not see it
     * @param acceptSite where connections were accepted before; null if none ever was
     * @param acceptor what the thread that accepted last does now; null if none did, or it has ended
     */
    NeverAccepted(
            BacklogQueue queue,
            int limit,
            @Nullable Site openingSite,
            @Nullable Site acceptSite,
            @Nullable ThreadNow acceptor,
            Frames frames) {
        this.queue = queue;
        this.limit = limit;
        put(Moment.NOW, acceptor == null ? null : acceptor.site);
        put(Moment.ACCEPTED, acceptSite);
        put(Moment.OPENED, openingSite);
        List<String> because = new ArrayList<>();
        because.add("backlog: " + queue.waiting() + (limit < 0 ? "" : " of " + limit));
        if (acceptor != null) {
            because.add("last to accept here: " + acceptor.text(frames));
            hint = "Free this thread to accept again: it should only accept, and hand connections to other threads.";
        } else if (acceptSite != null) {
            because.add("the thread that accepted here has ended");
            hint = "Find out why the thread that accepted here has ended, and start it again.";
        } else {
            because.add("no thread was seen to accept here");
            hint = "Start the thread that should accept here, or close the listener.";
        }
        this.evidence = Collections.unmodifiableList(because);
        Moment telling = null;
        StackTraceElement line = null;
        for (Map.Entry<Moment, Site> stack : inOrder()) {
            if (line == null) {
                telling = stack.getKey();
                line = frames.toLookAt(stack.getValue());
            }
        }
        this.moment = telling;
        this.lookAt = line;
    }

    /** What the line to look at is if it is not where the thread that accepts is now; else empty. */
    public String lookAtNote() {
        if (lookAt == null || moment == Moment.NOW) {
            return "";
        }
        return moment == Moment.ACCEPTED
                ? "where connections were accepted before"
                : "only the line that opened its listener is known";
    }

    private void put(Moment moment, @Nullable Site site) {
        if (site != null) {
            stacks.put(moment, site);
        }
    }

    private List<Map.Entry<Moment, Site>> inOrder() {
        List<Map.Entry<Moment, Site>> all = new ArrayList<>();
        for (Moment each : new Moment[] {Moment.NOW, Moment.ACCEPTED, Moment.OPENED}) {
            Site site = stacks.get(each);
            if (site != null) {
                all.add(new SimpleImmutableEntry<>(each, site));
            }
        }
        return all;
    }

    /** Those that are known. */
    public Map<Moment, Site> stacks() {
        return Collections.unmodifiableMap(stacks);
    }
}
