package io.closewait.bench;

/** What the agent may cost. */
public enum Budget {
    CONNECTION('a', "processor time added per connection, depth 40, both ends hooked", Direction.AT_MOST, 3, "%"),
    ACCEPTED('a', "processor time added per connection, depth 40, accepted side", Direction.AT_MOST, 1, "%"),
    ALLOCATION('a', "allocated in addition per open and close, depth 50", Direction.AT_MOST, 2560, "bytes"),
    ECHO('b', "throughput of echo round trips per processor second, by the run without", Direction.AT_LEAST, 0.99, ""),
    HTTP_THROUGHPUT(
            'c', "throughput of an HTTP server per processor second, by the run without", Direction.AT_LEAST, 0.98, ""),
    HTTP_TAIL('c', "99th percentile of an HTTP server's answers, by the run without", Direction.AT_MOST, 1.05, ""),
    START('d', "time added to hello-world", Direction.AT_MOST, 150, "ms"),
    SHARING('d', "classes of hello-world that are no longer shared", Direction.AT_MOST, 0, "classes"),
    RETAINED('e', "heap retained per open socket", Direction.AT_MOST, 250, "bytes"),
    MILLION_HEAP('e', "heap of 1,000,000 records", Direction.AT_MOST, 256, "MB"),
    MILLION_COST(
            'e',
            "open and close of a connection with 1,000,000 records, by those with 1,000",
            Direction.AT_MOST,
            1.2,
            ""),
    DETECTION('f', "FIN to visible state at 15,000 sockets, 99th percentile", Direction.AT_MOST, 5, "ms"),
    DETECTION_DURING_REPORTS(
            'f',
            "FIN to visible state while reports of 15,000 sockets are made, 99th percentile",
            Direction.AT_MOST,
            5,
            "ms"),
    IDLE('f', "processor time of the agent with 15,000 idle sockets", Direction.AT_MOST, 0.1, "% of a core"),
    RECONCILIATION('g', "reconciliation with the kernel at 15,000 sockets", Direction.AT_MOST, 250, "ms"),
    REPORT(
            'g',
            "a whole report of 15,000 leaks from 300 places, with 20,000 classes more loaded",
            Direction.AT_MOST,
            2000,
            "ms"),
    PAUSE('g', "longest pause of an application thread, added by a report", Direction.AT_MOST, 1, "ms");

    enum Direction {
        AT_MOST,
        AT_LEAST
    }

    public final char part;
    public final String title;
    final Direction direction;
    final double limit;
    public final String unit;

    Budget(char part, String title, Direction direction, double limit, String unit) {
        this.part = part;
        this.title = title;
        this.direction = direction;
        this.limit = limit;
        this.unit = unit;
    }

    boolean allows(double value) {
        return direction == Direction.AT_MOST ? value <= limit : value >= limit;
    }

    /** Such as {@code ≤ 3 %}. */
    String limitText() {
        return (direction == Direction.AT_MOST ? "≤ " : "≥ ")
                + Figure.number(limit)
                + (unit.isEmpty() ? "" : " " + unit);
    }
}
