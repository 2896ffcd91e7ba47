package io.closewait.core.report;

import io.closewait.core.code.Frames;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stacks of one entry in the text report. The one that matters comes first and long; of the others only what differs from
 * those already shown, and no more than a person reads.
 */
final class StackLines {
    private static final int MOST_OF_FIRST = 16;
    private static final int MOST_OF_OTHERS = 6;
    /** With the lines above the stacks, one entry has about forty. */
    private static final int MOST_OF_ALL = 28;

    private final Frames frames;
    private final List<String> lines = new ArrayList<>();
    private final Map<Moment, List<StackTraceElement>> shown = new EnumMap<>(Moment.class);

    private StackLines(Frames frames) {
        this.frames = frames;
    }

    /**
     * @param first the moment whose stack matters most; null if there is none
     * @param marked the frame to look at; null if there is none
     */
    static List<String> of(
            Map<Moment, Site> stacks, @Nullable Moment first, @Nullable StackTraceElement marked, Frames frames) {
        StackLines all = new StackLines(frames);
        Site site = first == null ? null : stacks.get(first);
        if (first != null && site != null) {
            all.stack(first, site, marked, MOST_OF_FIRST);
        }
        int left = 0;
        for (Map.Entry<Moment, Site> stack : stacks.entrySet()) {
            // What a thread does now says nothing of a socket that it has left.
            if (stack.getKey() == first || stack.getKey() == Moment.NOW) {
                continue;
            }
            if (all.lines.size() + MOST_OF_OTHERS + 2 > MOST_OF_ALL) {
                left++;
            } else {
                all.stack(stack.getKey(), stack.getValue(), null, MOST_OF_OTHERS);
            }
        }
        if (left > 0) {
            all.lines.add("  " + left + " more " + (left == 1 ? "stack" : "stacks") + " in the JSON report");
        }
        return all.lines;
    }

    private void stack(Moment moment, Site site, @Nullable StackTraceElement marked, int most) {
        List<StackTraceElement> stack = frames.toRead(site);
        Moment like = null;
        int common = 0;
        for (Map.Entry<Moment, List<StackTraceElement>> other : shown.entrySet()) {
            int suffix = commonOuter(stack, other.getValue());
            if (suffix > common) {
                common = suffix;
                like = other.getKey();
            }
        }
        shown.put(moment, stack);
        int own = stack.size() - (common > 1 ? common : 0);
        if (own == 0) {
            lines.add("  " + moment.label() + " at the same place as " + label(like));
            return;
        }
        lines.add("  " + moment.label() + " at");
        boolean isMarked = false;
        int end = Math.min(own, most);
        String jar = "";
        for (int i = 0; i < end; i++) {
            StackTraceElement frame = stack.get(i);
            boolean mark = !isMarked && frame.equals(marked);
            isMarked |= mark;
            String newJar = frames.origin(frame).jar();
            lines.add((mark ? "    > " : "      ")
                    + frame
                    + (newJar.isEmpty() || newJar.equals(jar) ? "" : " [" + newJar + "]"));
            jar = newJar;
        }
        if (own > end) {
            lines.add("      ... " + (stack.size() - end) + " more");
        } else if (own < stack.size()) {
            lines.add("      ... same as " + label(like) + ", from " + method(stack.get(own)) + " on");
        }
    }

    private static String label(@Nullable Moment moment) {
        return moment == null ? "" : "\"" + moment.label() + "\"";
    }

    private static String method(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }

    private static int commonOuter(List<StackTraceElement> one, List<StackTraceElement> other) {
        int count = 0;
        while (count < one.size()
                && count < other.size()
                && one.get(one.size() - 1 - count).equals(other.get(other.size() - 1 - count))) {
            count++;
        }
        return count;
    }
}
