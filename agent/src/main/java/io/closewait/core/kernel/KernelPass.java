package io.closewait.core.kernel;

import static java.util.Objects.requireNonNull;

import io.closewait.core.registry.Registry;
import io.closewait.core.registry.SocketRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One pass over the descriptors and the kernel's table of connections: what it found, joined with our records. For one thread. */
final class KernelPass implements TcpTable.Reader {
    /** What a connection goes through after this side has closed it; without an inode, nobody holds it any more. */
    private static final Set<TcpState> ENDING =
            EnumSet.of(TcpState.FIN_WAIT1, TcpState.FIN_WAIT2, TcpState.CLOSING, TcpState.LAST_ACK, TcpState.TIME_WAIT);

    private final int[] numbers;
    private final Registry records;
    private final PortSettings portSettings;
    private final PeerCounts peers;
    private final Map<Long, Long> firstSeen;
    private final TreeMap<String, Integer> kinds = new TreeMap<>();
    private final OpenPaths paths = new OpenPaths();
    private final SocketInodes sockets;
    /** Sockets by the ordinal of their state. */
    private final int[] states = new int[TcpState.values().length];
    /** The same of connections that no process holds any more. */
    private final int[] orphans = new int[TcpState.values().length];

    /** Local ports of listeners; the kernel lists these before all connections. */
    private final BitSet listeningPorts = new BitSet();
    /** By descriptor number. */
    private final @Nullable TcpRow[] rows;
    /** Descriptors of listeners. */
    private final List<Integer> listeners = new ArrayList<>();
    /** In {@code CLOSE_WAIT} and of no process yet, by connection. */
    private final Map<String, TcpRow> waiting = new HashMap<>();
    /** Sockets whose inode the registry knew. */
    private int recordedSockets;

    /** Descriptors of TCP sockets without a record, by inode. */
    private final Map<Long, Integer> unrecorded = new LinkedHashMap<>();
    /** In {@code CLOSE_WAIT} and of unknown origin, by inode. */
    private final Map<Long, UnknownSocket> unexplained = new LinkedHashMap<>();

    /**
     * @param numbers the open descriptors
     * @param firstSeen when sockets of unknown origin were first seen, by inode: kept from pass to pass
     */
    KernelPass(int[] numbers, Registry records, PortSettings portSettings, Map<Long, Long> firstSeen) {
        this.numbers = numbers;
        this.records = records;
        this.portSettings = portSettings;
        this.peers = PeerCounts.of(records);
        this.firstSeen = firstSeen;
        this.sockets = new SocketInodes(numbers.length);
        this.rows = new TcpRow[Arrays.stream(numbers).max().orElse(0) + 1];
    }

    /** Which of the descriptors are sockets; before the table of connections is read. */
    void readDescriptors(OpenDescriptors descriptors) {
        for (int number : numbers) {
            long inode = inodeOf(number, descriptors);
            if (inode != 0) {
                sockets.put(inode, number);
            }
        }
        OpenDescriptors.count("socket", recordedSockets, kinds);
    }

    private long inodeOf(int number, OpenDescriptors descriptors) {
        SocketRecord record = records.table().get(number);
        if (record != null && record.inode() != 0 && !record.isAdopted()) {
            recordedSockets++;
            return record.inode();
        }
        String target = descriptors.target(number);
        if (target == null) {
            return 0;
        }
        OpenDescriptors.count(target, kinds);
        paths.add(target);
        long inode = OpenDescriptors.inodeOf(target);
        if (record != null && records.table().holds(record)) {
            noteInode(record, inode);
        }
        return inode;
    }

    private void noteInode(SocketRecord record, long inode) {
        if (record.isAdopted() && record.inode() != 0 && record.inode() != inode) {
            records.forget(record); // closed without a hook, and its number used again
        } else {
            record.inode(inode);
        }
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // as in count
    public void line(TcpState state, long inode, long peerKey, int localPort) {
        boolean isOfPeer = peers.count(state, peerKey, localPort, portSettings);
        boolean isOrphan = inode == 0 && ENDING.contains(state);
        if (isOrphan && (isOfPeer || listeningPorts.get(localPort))) {
            orphans[state.ordinal()]++;
        }
    }

    @Override
    public boolean wants(TcpState state, long inode) {
        return inode == 0 ? state == TcpState.CLOSE_WAIT : sockets.descriptor(inode) >= 0;
    }

    @Override
    public void row(TcpRow row) {
        if (row.inode() == 0) {
            waiting.put(row.connection(), row);
        } else {
            count(sockets.descriptor(row.inode()), row);
        }
    }

    @SuppressWarnings("EnumOrdinal") // an index for as long as one pass over the tables
    private void count(int number, TcpRow row) {
        if (rows[number] != null) {
            return; // the same row again
        }
        rows[number] = row;
        states[row.state().ordinal()]++;
        if (row.state() == TcpState.LISTEN) {
            listeners.add(number);
            listeningPorts.set(row.localPort());
        }
        SocketRecord record = records.table().get(number);
        if (record == null && row.state() != TcpState.LISTEN) {
            unrecorded.put(row.inode(), number);
        }
        if (row.state() == TcpState.CLOSE_WAIT && (record == null || record.isAdopted())) {
            long since = firstSeen.computeIfAbsent(row.inode(), inode -> System.currentTimeMillis());
            unexplained.put(row.inode(), new UnknownSocket(number, row, since));
        }
    }

    /** Whether there are sockets that no record explains. */
    boolean hasUnrecorded() {
        return !unrecorded.isEmpty();
    }

    /** Leaves out those sockets without a record that an earlier pass did not find. */
    void retainUnrecordedOf(KernelPass earlier) {
        unrecorded.keySet().retainAll(earlier.unrecorded.keySet());
        unexplained.keySet().retainAll(earlier.unexplained.keySet());
    }

    /** From now on there are records of them. */
    void adoptUnrecorded() {
        unrecorded.forEach((inode, number) -> records.adopt(number, inode));
    }

    /** @param limit how many descriptors the process may have */
    Census census(long limit) {
        firstSeen.keySet().retainAll(unexplained.keySet());
        List<BacklogQueue> backlogs = new ArrayList<>();
        for (int listener : listeners) {
            backlogs.add(backlog(listener));
        }
        return new Census(
                "",
                limit,
                kinds,
                paths.most(),
                byState(states),
                byState(orphans),
                new PortUse(portSettings, peers.all()),
                rows,
                backlogs,
                new ArrayList<>(unexplained.values()));
    }

    private BacklogQueue backlog(int number) {
        TcpRow listener = requireNonNull(rows[number]);
        int peerClosed = 0;
        for (TcpRow row : waiting.values()) {
            if (row.isServedBy(listener)) {
                peerClosed++;
            }
        }
        return new BacklogQueue(
                number, listener.local(), listener.localPort(), listener.inode(), listener.unread(), peerClosed);
    }

    @SuppressWarnings("EnumOrdinal") // as in count
    private static Map<TcpState, Integer> byState(int[] counts) {
        Map<TcpState, Integer> states = new EnumMap<>(TcpState.class);
        for (TcpState state : TcpState.values()) {
            if (counts[state.ordinal()] > 0) {
                states.put(state, counts[state.ordinal()]);
            }
        }
        return states;
    }
}
