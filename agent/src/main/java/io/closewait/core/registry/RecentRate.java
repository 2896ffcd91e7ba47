package io.closewait.core.registry;

/**
 * How often something happened in the last minute, and how often at most. For one thread. Times are nanoseconds; none is later
 * than the one up to which has been counted, or a span ends before all of it is known.
 */
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

    /** @param from since when there is something to count */
    RecentRate(long from) {
        spanFrom = from;
    }

    /** So many more between two times, spread evenly: whoever counts may have had to wait for a processor. */
    void add(double more, long from, long now) {
        long begin = Math.max(from, spanFrom);
        double count = more;
        double perNano = more / Math.max(1, now - begin);
        while (now - spanFrom >= SPAN_NANOS) {
            long end = spanFrom + SPAN_NANOS;
            double before = perNano * Math.max(0, end - Math.max(begin, spanFrom));
            current += before;
            count -= before;
            endSpan();
            spanFrom = end;
        }
        current += count;
    }

    private void advance(long now) {
        add(0, now, now);
    }

    private void endSpan() {
        most = Math.max(most, current / (SPAN_NANOS / NANOS));
        System.arraycopy(spans, 0, spans, 1, SPANS_A_MINUTE - 1);
        spans[0] = current;
        current = 0;
        complete = Math.min(SPANS_A_MINUTE, complete + 1);
    }

    /** In the last five to ten seconds, a second. */
    double perSecond(long now) {
        advance(now);
        long from = complete == 0 ? spanFrom : spanFrom - SPAN_NANOS;
        double count = complete == 0 ? current : current + spans[0];
        return count / Math.max(1, (now - from) / NANOS);
    }

    /** The most of five seconds, a second. */
    double mostPerSecond(long now) {
        return Math.max(complete == 0 ? perSecond(now) : 0, most);
    }

    /** In the last 60 to 65 seconds. */
    double lastMinute(long now) {
        advance(now);
        double sum = current;
        for (double span : spans) {
            sum += span;
        }
        return sum;
    }
}
