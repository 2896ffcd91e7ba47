package io.closewait.core.diagnose;

/**
 * The numbers of a report, by {@link Metric}. Immutable. For the sockets that the agent knows:
 * {@code CLOSE_WAIT = LEAKED + KNOWN + HALF_CLOSED_BUSY + WAITING}.
 */
public final class Totals {
    private final long[] values;

    private Totals(long[] values) {
        this.values = values;
    }

    public long value(Metric metric) {
        return values[index(metric)];
    }

    @SuppressWarnings("EnumOrdinal") // an index for as long as the report lives
    private static int index(Metric metric) {
        return metric.ordinal();
    }

    /** A number of sockets or places, of which there are never more than an {@code int} holds. */
    public int count(Metric metric) {
        return (int) value(metric);
    }

    /** The same numbers while they are being counted. */
    static final class Counts {
        private final long[] values = new long[Metric.values().length];

        void add(Metric metric) {
            add(metric, 1);
        }

        void add(Metric metric, long number) {
            values[index(metric)] += number;
        }

        void set(Metric metric, long number) {
            values[index(metric)] = number;
        }

        void max(Metric metric, long number) {
            set(metric, Math.max(values[index(metric)], number));
        }

        /** What has been counted; the socket that waits is the one that is in no other state. */
        Totals totals() {
            Totals counted = new Totals(values.clone());
            counted.values[index(Metric.WAITING)] = counted.value(Metric.CLOSE_WAIT)
                    - counted.value(Metric.LEAKED)
                    - counted.value(Metric.KNOWN)
                    - counted.value(Metric.HALF_CLOSED_BUSY);
            return counted;
        }
    }
}
