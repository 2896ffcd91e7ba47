package io.closewait.core.kernel;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What the kernel said of this process at one moment. Immutable. */
public final class Census {
    /** With so few left, the next burst fails. */
    private static final int NEARLY_NONE = 8;

    private static final int SHORT_PERCENT = 90;

    private final String problem;
    private final long limit;
    private final SortedMap<String, Integer> descriptors;
    private final Map<String, Integer> paths;
    private final Map<TcpState, Integer> states;
    private final Map<TcpState, Integer> orphans;
    private final PortUse ports;
    private final @Nullable TcpRow[] rows;
    private final List<BacklogQueue> backlogs;
    private final List<UnknownSocket> unknown;

    Census(
            String problem,
            long limit,
            SortedMap<String, Integer> descriptors,
            Map<String, Integer> paths,
            Map<TcpState, Integer> states,
            Map<TcpState, Integer> orphans,
            PortUse ports,
            @Nullable TcpRow[] rows,
            List<BacklogQueue> backlogs,
            List<UnknownSocket> unknown) {
        this.problem = problem;
        this.limit = limit;
        this.descriptors = Collections.unmodifiableSortedMap(descriptors);
        this.paths = paths;
        this.states = Collections.unmodifiableMap(states);
        this.orphans = Collections.unmodifiableMap(orphans);
        this.ports = ports;
        this.rows = rows;
        this.backlogs = Collections.unmodifiableList(backlogs);
        this.unknown = Collections.unmodifiableList(unknown);
    }

    static Census unavailable(String problem, long limit) {
        return new Census(
                problem,
                limit,
                Collections.emptySortedMap(),
                Collections.emptyMap(),
                new EnumMap<>(TcpState.class),
                new EnumMap<>(TcpState.class),
                PortUse.UNKNOWN,
                new TcpRow[0],
                Collections.emptyList(),
                Collections.emptyList());
    }

    /** Whether the kernel could be asked; if not, {@link #problem} says why and everything else is empty. */
    public boolean isAvailable() {
        return problem.isEmpty();
    }

    public String problem() {
        return problem;
    }

    /** The most descriptors this process may have, -1 if not known. */
    public long descriptorLimit() {
        return limit;
    }

    /** Whether the process has used up its descriptors, or nearly so. */
    public boolean areDescriptorsShort() {
        long used = descriptorCount();
        return isAvailable() && limit > 0 && (used * 100 >= limit * SHORT_PERCENT || limit - used <= NEARLY_NONE);
    }

    /** Open descriptors by kind: socket, pipe, eventpoll, file and so on. */
    public SortedMap<String, Integer> descriptors() {
        return descriptors;
    }

    /**
     * Files that are open at least three times, and folders of which so many other files are open: most descriptors first, at most
     * five. The name of a folder ends in {@code /*}.
     */
    public Map<String, Integer> paths() {
        return paths;
    }

    public int descriptorCount() {
        int sum = 0;
        for (int count : descriptors.values()) {
            sum += count;
        }
        return sum;
    }

    /** TCP sockets of this process by state; those that wait in a backlog are not among them. */
    public Map<TcpState, Integer> states() {
        return states;
    }

    /**
     * Connections that no process holds any more ({@code FIN_WAIT1}, {@code FIN_WAIT2}, {@code CLOSING}, {@code LAST_ACK},
     * {@code TIME_WAIT}), by state: those with a local port of this process's listeners, or to a peer that it has connections to
     * or closed some to lately. The kernel does not say who closed them: another process's to the same peer are among them.
     */
    public Map<TcpState, Integer> orphans() {
        return orphans;
    }

    /** Of this process and of orphans alike; -1 if the kernel could not be asked. */
    public int inState(TcpState state) {
        return isAvailable() ? states.getOrDefault(state, 0) + orphans.getOrDefault(state, 0) : -1;
    }

    /** Which local ports are in use, by the peers that this process has to do with. */
    public PortUse ports() {
        return ports;
    }

    /** TCP sockets of this process in {@code CLOSE_WAIT}, plus those in the backlogs of its listeners. */
    public int closeWait() {
        int sum = states.getOrDefault(TcpState.CLOSE_WAIT, 0);
        for (BacklogQueue queue : backlogs) {
            sum += queue.peerClosed();
        }
        return sum;
    }

    /** The kernel's row of a descriptor, or null when it has none (not TCP, closed by both, reset). */
    public @Nullable TcpRow row(int number) {
        return number >= 0 && number < rows.length ? rows[number] : null;
    }

    /** The same without the rows, one for each socket: for what lives longer than the making of a report. */
    public Census withoutRows() {
        return new Census(problem, limit, descriptors, paths, states, orphans, ports, new TcpRow[0], backlogs, unknown);
    }

    /** One for each listener of this process. */
    public List<BacklogQueue> backlogs() {
        return backlogs;
    }

    public List<UnknownSocket> unknown() {
        return unknown;
    }
}
