package io.closewait.core.registry;

/** How often something happened in the last minute, and how often at most. For one thread. Times are nanoseconds. */
final class RecentRate {
    private static final long SPAN_NANOS = 5_000_000_000L;
    private static final int SPANS_A_MINUTE = 12;
    private static final double NANOS = 1e9;

    /** Those of the last minute before the current span. */
    private final double[] spans = new double[SPANS_A_MINUTE];

    private int complete;
    private double current;
    private long spanFrom;
    private double most;
    /** Up to when all that happened is in a span. */
    private long countedAt;
    /** What happened since. */
    private double pending;

    /** @param from since when there is something to count */
    RecentRate(long from) {
        spanFrom = from;
        countedAt = from;
    }

    /** So many more since the last {@link #countedUpTo}. */
    void add(double more) {
        pending += more;
    }

    /**
     * All that happened until now has been added: it is spread evenly over the time since the last call, for whoever counts may
     * have had to wait for a processor.
     */
    void countedUpTo(long now) {
        double perNano = pending / Math.max(1, now - countedAt);
        while (now - spanFrom >= SPAN_NANOS) {
            long end = spanFrom + SPAN_NANOS;
            double before = perNano * Math.max(0, end - Math.max(countedAt, spanFrom));
            current += before;
            pending -= before;
            endSpan();
            spanFrom = end;
        }
        current += pending;
        pending = 0;
        countedAt = now;
    }

    private void endSpan() {
        most = Math.max(most, current / (SPAN_NANOS / NANOS));
        System.arraycopy(spans, 0, spans, 1, SPANS_A_MINUTE - 1);
        spans[0] = current;
        current = 0;
        complete = Math.min(SPANS_A_MINUTE, complete + 1);
    }

    /** In the five to ten seconds before all was counted, a second. */
    double perSecond() {
        long from = complete == 0 ? spanFrom : spanFrom - SPAN_NANOS;
        double count = complete == 0 ? current : current + spans[0];
        return count / Math.max(1, (countedAt - from) / NANOS);
    }

    /** The most of five seconds, a second. */
    double mostPerSecond() {
        return Math.max(complete == 0 ? perSecond() : 0, most);
    }

    /** In the 60 to 65 seconds before all was counted. */
    double lastMinute() {
        double sum = current;
        for (double span : spans) {
            sum += span;
        }
        return sum;
    }
}
