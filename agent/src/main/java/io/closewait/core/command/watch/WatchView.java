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
import org.jspecify.annotations.Nullable;

/** The lines that show one snapshot, and how much it differs from the first and the former one. */
public final class WatchView {
    /** With the lines above them they fit the 24 lines of a terminal. */
    private static final int MAX_SITES = 12;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final String ROW = "%7s  %7s  %7s  %-21s  %s";

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

    /** The lines for the next snapshot. */
    public List<String> lines(Snapshot now) {
        Snapshot start = first == null ? now : first;
        Snapshot before = former == null ? now : former;
        first = start;
        former = now;
        List<String> lines = new ArrayList<>();
        lines.add("closewait " + version + ", pid " + pid + ", " + TIME.format(LocalTime.now(ZoneId.systemDefault()))
                + ", every " + Ages.text(every.toMillis()) + "; (+N): since this watch began");
        lines.add("");
        lines.add("CLOSE_WAIT   " + (now.number("KernelCloseWait") < 0 ? "" : kernel(now, start))
                + with("Leaked", now, start) + " leaked, " + with("Waiting", now, start) + " not for long,");
        lines.add("             " + with("HalfClosedBusy", now, start) + " half-closed and busy, "
                + with("NeverAccepted", now, start) + " never accepted, " + with("UnknownOrigin", now, start)
                + " of unknown origin");
        lines.add("sockets      " + with("Open", now, start) + " open; opened in all " + with("OpenedTotal", now, start)
                + ", closed " + with("ClosedTotal", now, start));
        if (now.number("Descriptors") >= 0) {
            lines.add("descriptors  " + with("Descriptors", now, start)
                    + (now.number("DescriptorLimit") < 0 ? "" : " of " + now.number("DescriptorLimit")));
        }
        if (!now.sites().isEmpty()) {
            lines.add("oldest leak  " + Ages.text(now.number("OldestLeakSeconds") * 1000));
            lines.add("verdicts     " + verdicts(now, start));
            lines.add("");
            sites(now, start, before, lines);
        }
        return lines;
    }

    private static String kernel(Snapshot now, Snapshot start) {
        return with("KernelCloseWait", now, start) + " by the kernel: ";
    }

    private static String verdicts(Snapshot now, Snapshot start) {
        List<String> parts = new ArrayList<>();
        Map<String, Integer> atStart = start.verdicts();
        now.verdicts()
                .forEach((verdict, count) ->
                        parts.add(count + change(count - atStart.getOrDefault(verdict, 0)) + " " + verdict));
        return String.join(", ", parts);
    }

    private void sites(Snapshot now, Snapshot start, Snapshot before, List<String> lines) {
        lines.add(String.format(ROW, "SOCKETS", "GROWTH", "LATELY", "VERDICT", "LOOK AT"));
        int shown = 0;
        for (Map.Entry<LeakSite, Integer> site : now.sites().entrySet()) {
            if (shown++ == MAX_SITES) {
                lines.add("          ... " + (now.sites().size() - MAX_SITES) + " more sites");
                return;
            }
            int count = site.getValue();
            lines.add(String.format(
                    ROW,
                    count,
                    signed(count - start.sites().getOrDefault(site.getKey(), 0)),
                    signed(count - before.sites().getOrDefault(site.getKey(), 0)),
                    site.getKey().verdict(),
                    site.getKey().place()));
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
