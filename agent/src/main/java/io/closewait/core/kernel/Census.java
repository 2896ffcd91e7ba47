package io.closewait.core.kernel;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What the kernel said of this process at one moment. Immutable. */
public final class Census {
    private final String problem;
    private final long limit;
    private final SortedMap<String, Integer> descriptors;
    private final Map<TcpState, Integer> states;
    private final @Nullable TcpRow[] rows;
    private final List<BacklogQueue> backlogs;
    private final List<UnknownSocket> unknown;

    Census(
            String problem,
            long limit,
            SortedMap<String, Integer> descriptors,
            Map<TcpState, Integer> states,
            @Nullable TcpRow[] rows,
            List<BacklogQueue> backlogs,
            List<UnknownSocket> unknown) {
        this.problem = problem;
        this.limit = limit;
        this.descriptors = Collections.unmodifiableSortedMap(descriptors);
        this.states = Collections.unmodifiableMap(states);
        this.rows = rows;
        this.backlogs = Collections.unmodifiableList(backlogs);
        this.unknown = Collections.unmodifiableList(unknown);
    }

    static Census unavailable(String problem, long limit) {
        return new Census(
                problem,
                limit,
                Collections.emptySortedMap(),
                new EnumMap<>(TcpState.class),
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

    /** Open descriptors by kind: socket, pipe, eventpoll, file and so on. */
    public SortedMap<String, Integer> descriptors() {
        return descriptors;
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

    /** One for each listener of this process. */
    public List<BacklogQueue> backlogs() {
        return backlogs;
    }

    public List<UnknownSocket> unknown() {
        return unknown;
    }
}
