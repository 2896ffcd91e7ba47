package io.closewait.junit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The agent's text report on some sockets: a paragraph for each place that leaks. Immutable. */
final class LeakReport {
    /** The system property that has failures show the report as a whole. */
    static final String FULL_PROPERTY = "closewait.junit.fullReport";

    private final List<Leak> leaks = new ArrayList<>();

    /** Sockets that leak from one place. Immutable. */
    private static final class Leak {
        /** {@code #1  2 sockets NEVER CLOSED: left open by the code that opened or served it}. */
        private static final Pattern TITLE = Pattern.compile("#\\d+ {2}(\\d+) sockets? ([^:]*):.*");

        private static final Pattern LOOK_AT =
                Pattern.compile(" {2}look at {2}((?:[^(]*/)?([^(/]+)\\.([^(.]+)\\(([^:)]*)(?::(\\d+))?\\)).*");

        /** Before the frame to look at, where a stack has it. */
        private static final String MARK = "    > ";

        final List<String> lines;
        final int sockets;
        final String verdict;
        /** As the report writes it; empty if it names none. */
        final String place;

        final @Nullable StackTraceElement lookAt;

        Leak(List<String> lines) {
            this.lines = Collections.unmodifiableList(lines);
            Matcher title = TITLE.matcher(lines.get(0));
            sockets = title.matches() ? Integer.parseInt(title.group(1)) : 0;
            verdict = title.matches() ? title.group(2) : lines.get(0);
            Matcher matcher = lookAt(lines);
            place = matcher == null ? "" : matcher.group(1);
            lookAt = matcher == null ? null : frame(matcher);
        }

        private static @Nullable Matcher lookAt(List<String> lines) {
            for (String line : lines) {
                Matcher matcher = LOOK_AT.matcher(line);
                if (matcher.matches()) {
                    return matcher;
                }
            }
            return null;
        }

        private static StackTraceElement frame(Matcher lookAt) {
            int line = lookAt.group(5) == null ? -1 : Integer.parseInt(lookAt.group(5));
            return new StackTraceElement(lookAt.group(2), lookAt.group(3), lookAt.group(4), line);
        }

        static boolean isTitle(String line) {
            return TITLE.matcher(line).matches();
        }

        /** The first ones, and the frame to look at if it comes later. */
        List<String> lines(int most) {
            if (lines.size() <= most) {
                return lines;
            }
            int marked = firstMarked();
            boolean isMarkedLater = marked >= most - 1;
            List<String> shown = new ArrayList<>(lines.subList(0, isMarkedLater ? most - 2 : most - 1));
            shown.add("      ... " + (lines.size() - most + 1) + " more lines with -D" + FULL_PROPERTY + "=true");
            if (isMarkedLater) {
                shown.add(lines.get(marked));
            }
            return shown;
        }

        private int firstMarked() {
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith(MARK)) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** @param text not empty */
    LeakReport(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (Leak.isTitle(line) && !lines.isEmpty()) {
                leaks.add(new Leak(lines));
                lines = new ArrayList<>();
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        leaks.add(new Leak(lines));
    }

    /** How many sockets, the verdict and the line to look at; the first leak's, which has most sockets, if there are several. */
    String headline() {
        Leak first = leaks.get(0);
        int all = leaks.stream().mapToInt(leak -> leak.sockets).sum();
        String sockets = all == 1 ? "1 socket " : all + " sockets ";
        String lookAt = first.place.isEmpty() ? "" : ", look at " + first.place;
        int more = leaks.size() - 1;
        if (more == 0) {
            return "closewait: " + sockets + first.verdict + lookAt;
        }
        return "closewait: " + sockets + "leak, " + first.sockets + " of them " + first.verdict + lookAt + "; and "
                + more + (more == 1 ? " more place" : " more places");
    }

    /** One for each leak that has one. */
    StackTraceElement[] linesToLookAt() {
        return leaks.stream()
                .map(leak -> leak.lookAt)
                .filter(frame -> frame != null)
                .toArray(StackTraceElement[]::new);
    }

    /**
     * The report's lines, without empty ones.
     *
     * @param ofFirst how many lines the first leak may have at most
     * @param ofOthers and each other one
     */
    List<String> lines(int ofFirst, int ofOthers) {
        List<String> lines = new ArrayList<>();
        for (Leak leak : leaks) {
            lines.addAll(leak.lines(lines.isEmpty() ? ofFirst : ofOthers));
        }
        return lines;
    }
}
