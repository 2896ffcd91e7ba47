package io.closewait.core.report;

import io.closewait.core.diagnose.LeakGroup;
import io.closewait.core.diagnose.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The report for a log that programs read: an event for the whole, and one for each place that leaks. Few fields, of strings and
 * numbers: stacks are in the files and in what the command line fetches.
 */
public final class ReportEvents {
    /** A log is not the place for more; the first event has the number of all. */
    static final int MAX_PLACES = 20;

    private ReportEvents() {}

    /**
     * The whole first, then the places with the most sockets.
     *
     * @param headline the report in a line
     * @param event makes an event of its text and its fields
     */
    public static <E> List<E> of(
            Report report, About about, String headline, BiFunction<String, Map<String, Object>, E> event) {
        List<E> events = new ArrayList<>();
        Map<String, Object> whole = new LinkedHashMap<>();
        int leaked = 0;
        for (LeakGroup group : report.leaks) {
            leaked += group.count;
        }
        whole.put("leaked", leaked);
        whole.put("places", report.leaks.size());
        whole.put("host", about.host);
        events.add(event.apply(Printable.line(headline), whole));
        for (LeakGroup group : report.leaks.subList(0, Math.min(MAX_PLACES, report.leaks.size()))) {
            Map<String, Object> place = new LinkedHashMap<>();
            place.put("leaked", group.count);
            place.put("verdict", group.verdict().label());
            place.put("lookAt", group.lookAt() == null ? "" : group.lookAt().toString());
            place.put("fingerprint", group.fingerprint);
            place.put("host", about.host);
            events.add(event.apply(Printable.line(text(group)), place));
        }
        return events;
    }

    private static String text(LeakGroup group) {
        String hint = group.judgement.hint;
        return group.count + (group.count == 1 ? " socket " : " sockets ")
                + group.verdict().label() + (group.lookAt() == null ? "" : " at " + group.lookAt()) + ": "
                + group.verdict().meaning() + (hint.isEmpty() ? "" : ". To do: " + hint);
    }
}
