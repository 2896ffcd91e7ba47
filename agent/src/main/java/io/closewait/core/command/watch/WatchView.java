package io.closewait.core.command.watch;

import io.closewait.core.diagnose.Ages;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** The lines that show one snapshot, and how much it differs from the first and the former one. */
public final class WatchView {
    /** As many as the report for people shows. */
    private static final int MAX_SITES = 50;
    /** In a lower window, places are worth more than their sum by verdict and empty lines. */
    private static final int LOW_WINDOW = 20;
    /** Where the place begins in a row; it ends before the last column, which a terminal clears with the rest of the line. */
    private static final int PLACE_COLUMN = 48;

    private static final int LABEL_WIDTH = 13;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final String ROW = "%7s %7s %7s  %-21s  %s";

    private final long pid;
    private final String version;
    private final Duration every;
    private @Nullable Snapshot first;
    private @Nullable Snapshot former;

    public WatchView(long pid, String version, Duration every) {
        this.pid = pid;
        this.version = version;
        this.every = every;
    }

    /** The lines for the next snapshot; the table has the rows that there is room for. */
    List<String> lines(Snapshot now, TerminalSize room) {
        Snapshot start = first == null || first.isOfAgent() != now.isOfAgent() ? now : first;
        Snapshot before = former == null || former.isOfAgent() != now.isOfAgent() ? now : former;
        first = start;
        former = now;
        List<String> lines = new ArrayList<>();
        lines.add("closewait " + version + "  pid " + pid + "  " + TIME.format(LocalTime.now(ZoneId.systemDefault()))
                + "  every " + Ages.text(every.toMillis()) + "  (+N): since start");
        boolean isLow = room.rows < LOW_WINDOW;
        if (!isLow) {
            lines.add("");
        }
        if (now.isOfAgent()) {
            counts(now, start, lines);
        } else {
            lines.add("CLOSE_WAIT   " + with("KernelCloseWait", now, start) + " by the kernel");
        }
        if (now.number("Descriptors") >= 0) {
            lines.add("descriptors  " + with("Descriptors", now, start)
                    + (now.number("DescriptorLimit") < 0 ? "" : " of " + now.number("DescriptorLimit")));
        }
        CompositeData largest = now.largestOrigin();
        if (largest != null && !isLow) {
            mostOpen(largest, room, lines);
        }
        if (!now.isOfAgent()) {
            lines.add("agent        not in this JVM: 'attach " + pid + "' tells which code leaks");
        }
        if (!now.sites().isEmpty()) {
            lines.add("oldest leak  " + Ages.text(now.number("OldestLeakSeconds") * 1000));
            if (!isLow) {
                wrapped("verdicts     ", verdicts(now, start), room.columns, lines);
                lines.add("");
            }
            sites(now, start, before, room, lines);
        }
        return lines;
    }

    private static void counts(Snapshot now, Snapshot start, List<String> lines) {
        lines.add("CLOSE_WAIT   " + (now.number("KernelCloseWait") < 0 ? "" : kernel(now, start))
                + with("Leaked", now, start) + " leaked, " + with("Waiting", now, start) + " pending,");
        lines.add("             " + with("HalfClosedBusy", now, start) + " half-closed and busy, "
                + with("NeverAccepted", now, start) + " never accepted, " + with("UnknownOrigin", now, start)
                + " of unknown origin");
        lines.add("sockets      " + with("Open", now, start) + " open; opened in all " + with("OpenedTotal", now, start)
                + ", closed " + with("ClosedTotal", now, start));
    }

    /** Who holds most descriptors, leaks or not. */
    private static void mostOpen(CompositeData origin, TerminalSize room, List<String> lines) {
        String text = "most open    " + origin.get("count") + " "
                + (origin.get("direction").equals("accepted") ? "accepted on port " + origin.get("port") : "opened")
                + (Boolean.TRUE.equals(origin.get("growing")) ? ", growing" : "") + ": ";
        String place = (String) origin.get("lookAt");
        lines.add(text + (place.isEmpty() ? "place unknown" : ShortFrame.of(place, room.columns - text.length() - 1)));
    }

    /** Parts after a label, broken between two of them where a line would become too long. */
    private static void wrapped(String label, List<String> parts, int columns, List<String> lines) {
        StringBuilder line = new StringBuilder(label);
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i) + (i + 1 < parts.size() ? "," : "");
            boolean isFirst = line.length() == LABEL_WIDTH;
            if (!isFirst && line.length() + 1 + part.length() > columns) {
                lines.add(line.toString());
                line = new StringBuilder("             ").append(part);
            } else {
                line.append(isFirst ? "" : " ").append(part);
            }
        }
        lines.add(line.toString());
    }

    private static String kernel(Snapshot now, Snapshot start) {
        return with("KernelCloseWait", now, start) + " by the kernel: ";
    }

    private static List<String> verdicts(Snapshot now, Snapshot start) {
        List<String> parts = new ArrayList<>();
        Map<String, Integer> atStart = start.verdicts();
        now.verdicts()
                .forEach((verdict, count) ->
                        parts.add(count + change(count - atStart.getOrDefault(verdict, 0)) + " " + verdict));
        return parts;
    }

    private static void sites(Snapshot now, Snapshot start, Snapshot before, TerminalSize room, List<String> lines) {
        lines.add(String.format(ROW, "SOCKETS", "GROWTH", "LATELY", "VERDICT", "LOOK AT"));
        int left = Math.min(MAX_SITES, Math.max(0, room.rows - lines.size()));
        int shown = now.sites().size() <= left ? left : left - 1; // the last line says how many more there are
        for (Map.Entry<LeakSite, Integer> site : now.sites().entrySet()) {
            if (shown-- <= 0) {
                int more = now.sites().size() - Math.max(0, left - 1);
                lines.add("        ... " + more + " more " + (more == 1 ? "place" : "places"));
                return;
            }
            int count = site.getValue();
            lines.add(String.format(
                    ROW,
                    count,
                    signed(count - start.sites().getOrDefault(site.getKey(), 0)),
                    signed(count - before.sites().getOrDefault(site.getKey(), 0)),
                    site.getKey().verdict(),
                    ShortFrame.of(site.getKey().place(), room.columns - PLACE_COLUMN - 1)));
        }
    }

    /** A number and its growth; an agent of another version may not have it. */
    private static String with(String name, Snapshot now, Snapshot start) {
        long number = now.number(name);
        return number < 0 ? "?" : number + change(number - start.number(name));
    }

    private static String change(long difference) {
        return difference == 0 ? "" : " (" + signed(difference) + ")";
    }

    private static String signed(long difference) {
        return difference > 0 ? "+" + difference : Long.toString(difference);
    }
}
