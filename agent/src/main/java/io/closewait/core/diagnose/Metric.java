package io.closewait.core.diagnose;

/**
 * Every number of a report, one row each. The JSON report's totals, the MXBean's attributes, the exporters' rules and the tables in
 * the documents follow from it: a new number needs a row here and the line that counts it, in {@link Diagnosis#report}.
 * <p>
 * Long because it is a table, with four or five lines a row.
 */
public enum Metric {
    OPEN(new Row("open sockets that the hooks saw, listeners included")
            .inReport("totals.open")
            .attribute("Open", int.class)
            .metric("closewait_open_sockets", "socket")),
    CLOSE_WAIT(new Row("of the open sockets, those in CLOSE_WAIT")
            .inReport("totals.closeWait")
            .attribute("PeerClosed", int.class)),
    LEAKED(new Row("in CLOSE_WAIT for at least leakAfter, and not busy")
            .inReport("totals.leaked")
            .attribute("Leaked", int.class)
            .state("leaked")),
    KNOWN(new Row("in CLOSE_WAIT, leaks that exclude or baseline accepts")
            .inReport("totals.known")
            .attribute("Known", int.class)),
    HALF_CLOSED_BUSY(new Row("in CLOSE_WAIT while the application still sends")
            .inReport("totals.halfClosedBusy")
            .attribute("HalfClosedBusy", int.class)
            .state("half_closed_busy")),
    WAITING(new Row("in CLOSE_WAIT for less than leakAfter")
            .inReport("totals.waiting")
            .attribute("Waiting", int.class)
            .state("waiting")),
    BOTH_SHUT(new Row("both sides shut, the descriptor still open")
            .inReport("totals.bothShut")
            .attribute("BothShut", int.class)
            .state("both_shut")
            .label("both sides shut")),
    RESET(new Row("reset by the peer, the descriptor still open")
            .inReport("totals.reset")
            .attribute("Reset", int.class)
            .state("reset")
            .label("reset by the peer")),
    HUNG_UP(new Row("Unix-domain sockets whose peer has hung up, the descriptor still open")
            .inReport("totals.hungUp")
            .attribute("HungUp", int.class)
            .state("hung_up")
            .label("Unix-domain, peer hung up")),
    CLOSED_BUT_HELD(new Row("closed by the application, the descriptor still held by a selector")
            .inReport("totals.closedButHeld")
            .attribute("ClosedButHeld", int.class)
            .metric("closewait_closed_but_held_sockets", "socket")
            .label("closed but held")),
    ABANDONED(new Row("unreachable and never closed, whatever the peer did")
            .inReport("totals.abandoned")
            .attribute("Abandoned", int.class)
            .metric("closewait_abandoned_sockets", "socket")
            .label("abandoned")),
    NEVER_ACCEPTED(new Row("in CLOSE_WAIT in the backlog of a listener of this JVM")
            .inReport("totals.neverAccepted")
            .attribute("NeverAccepted", int.class)
            .state("never_accepted")),
    UNKNOWN_ORIGIN(new Row("in CLOSE_WAIT, opened before the agent was attached or by native code")
            .inReport("totals.unknownOrigin")
            .attribute("UnknownOrigin", int.class)
            .state("unknown_origin")),
    KERNEL_CLOSE_WAIT(new Row("in CLOSE_WAIT by the kernel's count, backlogs included; -1: not known")
            .inReport("kernel.closeWait")
            .attribute("KernelCloseWait", int.class)
            .metric("closewait_kernel_close_wait_sockets", "socket")),
    FIN_WAIT2(new Row(
                    "closed by this side, the peer's FIN not yet here; orphans included, as far as they can be told; -1: not known")
            .inReport("kernel.finWait2")
            .attribute("KernelFinWait2", int.class)
            .metric("closewait_kernel_fin_wait2_sockets", "socket")),
    CLOSING(new Row("closed by both sides at once, by the kernel's count as for FIN_WAIT2; -1: not known")
            .inReport("kernel.closing")
            .attribute("KernelClosing", int.class)
            .metric("closewait_kernel_closing_sockets", "socket")),
    LAST_ACK(new Row("closed by the peer and then by this side, by the kernel's count as for FIN_WAIT2; -1: not known")
            .inReport("kernel.lastAck")
            .attribute("KernelLastAck", int.class)
            .metric("closewait_kernel_last_ack_sockets", "socket")),
    TIME_WAIT(new Row(
                    "closed by this side first, the port kept for 60 s, by the kernel's count as for FIN_WAIT2; -1: not known")
            .inReport("kernel.timeWait")
            .attribute("KernelTimeWait", int.class)
            .metric("closewait_kernel_time_wait_sockets", "socket")),
    PORTS_IN_USE(new Row("local ports in use to the peer with the most, of any process; -1: not known")
            .inReport("ports.mostInUse")
            .attribute("LocalPortsInUse", int.class)
            .metric("closewait_local_ports_in_use", "port")),
    PORT_RANGE(new Row("local ports that the kernel assigns by itself, to each peer; -1: not known")
            .inReport("ports.range.size")
            .attribute("LocalPortRange", int.class)
            .metric("closewait_local_port_range", "port")),
    DESCRIPTORS(new Row("open file descriptors of the process; -1: not known")
            .inReport("kernel.descriptors.open")
            .attribute("Descriptors", int.class)
            .metric("closewait_descriptors", "descriptor")),
    DESCRIPTOR_LIMIT(new Row("file descriptors that the process may have at most; -1: not known")
            .inReport("kernel.descriptors.limit")
            .attribute("DescriptorLimit", long.class)
            .metric("closewait_descriptor_limit", "descriptor")),
    GROWING(new Row("origins whose open sockets only grow: suspects, not leaks")
            .inReport("totals.growing")
            .attribute("Growing", int.class)
            .metric("closewait_growing_origins", "origin")),
    LARGEST_ORIGIN(new Row("open sockets of the origin that has the most of them, leaks or not")
            .inReport("totals.largestOrigin")
            .attribute("LargestOrigin", int.class)
            .metric("closewait_largest_origin_sockets", "socket")),
    LEAK_SITES(new Row("origins of leaks: the report's groups")
            .inReport("totals.leakSites")
            .attribute("LeakSites", int.class)
            .metric("closewait_leak_sites", "site")),
    /** Counted in milliseconds. */
    OLDEST_LEAK(new Row("time since the peer of the oldest leak left; 0: no leak")
            .inReport("totals.oldestLeakMillis")
            .attribute("OldestLeakSeconds", double.class)
            .metric("closewait_oldest_leak_seconds", "s")),
    STACKS(new Row("stacks that the agent has recorded")
            .inReport("totals.stacks")
            .attribute("Stacks", int.class)
            .metric("closewait_stacks", "stack")
            .formerly("Sites", "closewait_sites")),
    OPENED(new Row("sockets that the hooks saw being opened since the agent's start")
            .inReport("totals.openedTotal")
            .attribute("SocketsOpenedTotal", long.class)
            .metric("closewait_sockets_opened_total", "socket")
            .formerly("OpenedTotal", "closewait_opened_total")),
    CLOSED(new Row("sockets that the hooks saw being closed, by whomever")
            .inReport("totals.closedTotal")
            .attribute("SocketsClosedTotal", long.class)
            .metric("closewait_sockets_closed_total", "socket")
            .formerly("ClosedTotal", "closewait_closed_total")),
    CLOSED_BY_GC(new Row("sockets that were closed by the garbage collector: the application forgot them")
            .inReport("totals.closedByCollectorTotal")
            .attribute("SocketsClosedByGcTotal", long.class)
            .metric("closewait_sockets_closed_by_gc_total", "socket")
            .formerly("ClosedByCollectorTotal", "closewait_closed_by_collector_total")),
    LEAKS_ENDED(new Row("leaks that were closed after all")
            .inReport("totals.leaksEndedTotal")
            .attribute("LeaksEndedTotal", long.class)
            .metric("closewait_leaks_ended_total", "socket")),
    DROPPED(new Row("sockets and stacks that were not recorded for lack of room (maxSockets, maxSites)")
            .inReport("totals.dropped")
            .attribute("RecordsDroppedTotal", long.class)
            .metric("closewait_records_dropped_total", "record")
            .formerly("DroppedTotal", "closewait_dropped_total")),
    HOOK_FAILURES(new Row("failures inside the agent's hooks; the application did not notice")
            .inReport("totals.hookFailures")
            .attribute("HookFailuresTotal", long.class)
            .metric("closewait_hook_failures_total", "failure")),
    CLOSES_MISSED(new Row("sockets that were closed without a hook: their descriptor's number came again")
            .inReport("totals.closesMissed")
            .attribute("ClosesMissedTotal", long.class)
            .metric("closewait_closes_missed_total", "socket"));

    private static final String TOTALS = "totals.";

    @SuppressWarnings("ImmutableEnumChecker") // not written to any more
    private final Row row;

    Metric(Row row) {
        this.row = row;
    }

    /** What it counts, in one line for people. */
    public String description() {
        return row.description;
    }

    /** Where the JSON report has it, such as {@code totals.open}. */
    public String path() {
        return row.path;
    }

    /** Whether it is one of the JSON report's totals. */
    public boolean isTotal() {
        return row.path.startsWith(TOTALS);
    }

    /** Its name among the JSON report's totals. */
    public String key() {
        return row.path.substring(TOTALS.length());
    }

    /** The MXBean's attribute. */
    public String attribute() {
        return row.attribute;
    }

    /** The attribute's type: {@code int}, {@code long}, or {@code double} for seconds. */
    public Class<?> type() {
        return row.type;
    }

    /** A counted number as the attribute has it. */
    public Number attributeValue(long counted) {
        if (row.type == double.class) {
            return counted / 1000.0;
        }
        return row.type == int.class ? (Number) (int) counted : (Number) counted;
    }

    /** The metric's name for Prometheus; empty if exporters have none. */
    public String metric() {
        return row.metric;
    }

    /** The metric's label {@code state}; empty if it has none. */
    public String state() {
        return row.state;
    }

    /** The metric's unit, in the singular. */
    public String unit() {
        return row.unit;
    }

    /** Whether it only grows. */
    public boolean isCounter() {
        return row.metric.endsWith("_total");
    }

    /** The attribute's former name, kept for one release; empty if it had no other. */
    public String formerAttribute() {
        return row.formerAttribute;
    }

    /** The metric's former name, kept for one release; empty if it had no other. */
    public String formerMetric() {
        return row.formerMetric;
    }

    /** How the text report calls it among what it tells besides {@code CLOSE_WAIT}; empty if it does not. */
    public String label() {
        return row.label;
    }

    /** What is to say of a number; what is not said is empty. */
    private static final class Row {
        final String description;
        String path = "";
        String attribute = "";
        Class<?> type = long.class;
        String metric = "";
        String state = "";
        String unit = "";
        String formerAttribute = "";
        String formerMetric = "";
        String label = "";

        Row(String description) {
            this.description = description;
        }

        Row inReport(String newPath) {
            path = newPath;
            return this;
        }

        Row attribute(String name, Class<?> newType) {
            attribute = name;
            type = newType;
            return this;
        }

        Row metric(String name, String newUnit) {
            metric = name;
            unit = newUnit;
            return this;
        }

        /** One of the states of sockets whose peer has gone: each such socket is in one. */
        Row state(String name) {
            state = name;
            return metric("closewait_sockets", "socket");
        }

        Row formerly(String attributeThen, String metricThen) {
            formerAttribute = attributeThen;
            formerMetric = metricThen;
            return this;
        }

        Row label(String text) {
            label = text;
            return this;
        }
    }
}
