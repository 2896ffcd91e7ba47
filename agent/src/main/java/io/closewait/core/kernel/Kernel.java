package io.closewait.core.kernel;

import static java.util.Objects.requireNonNull;

import io.closewait.core.registry.ClosedFirst;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.SocketRecord;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

/**
 * Takes the {@link Census}: joins the kernel's table of connections with this process's descriptors and our records.
 * One call at a time; takes some hundred milliseconds with tens of thousands of sockets, so never on the detector's thread.
 */
public final class Kernel implements DescriptorCount {
    /** What a connection goes through after this side has closed it; without an inode, nobody holds it any more. */
    private static final Set<TcpState> ENDING =
            EnumSet.of(TcpState.FIN_WAIT1, TcpState.FIN_WAIT2, TcpState.CLOSING, TcpState.LAST_ACK, TcpState.TIME_WAIT);

    private static final String PORT_SETTINGS = "/proc/sys/net/ipv4";

    private final TcpTable table;
    private final OpenDescriptors descriptors;
    private final int somaxconn = readSomaxconn();
    private final Map<Long, Long> firstSeen = new HashMap<>();
    private PortSettings portSettings = PortSettings.UNKNOWN;

    /** @param folder {@code /proc/self} */
    public Kernel(String folder) {
        this.table = new TcpTable(folder + "/net");
        this.descriptors = new OpenDescriptors(folder);
    }

    /**
     * Asks the kernel now. A socket that no record explains is listed only if a second look finds it in the same state, so
     * that one which is being opened or closed during the first look is not called unknown.
     */
    public synchronized Census census(Registry records) {
        if (!table.problem().isEmpty()) {
            return Census.unavailable(table.problem(), descriptors.limit());
        }
        try {
            Look look = look(records);
            if (look == null) {
                return Census.unavailable("/proc/self/fd cannot be listed", descriptors.limit());
            }
            if (!look.unrecorded.isEmpty()) {
                Look second = look(records);
                if (second != null) {
                    second.unrecorded.keySet().retainAll(look.unrecorded.keySet());
                    second.unexplained.keySet().retainAll(look.unexplained.keySet());
                    look = second;
                }
            }
            for (Map.Entry<Long, Integer> socket : look.unrecorded.entrySet()) {
                records.adopt(socket.getValue(), socket.getKey());
            }
            return census(look);
        } catch (IOException e) {
            return Census.unavailable(
                    "/proc/self/net/tcp cannot be read (" + e.getMessage() + ")", descriptors.limit());
        }
    }

    /** The part of a census that is about local ports; for when only that is of interest. */
    public synchronized PortUse ports(Registry records) {
        PortSettings settings = readPortSettings();
        PeerCounts peers = peersOf(records);
        try {
            table.read(new TcpTable.Reader() {
                @Override
                public void line(TcpState state, long inode, long peerKey, int localPort) {
                    count(state, peers.get(peerKey), localPort, settings);
                }

                @Override
                public boolean wants(TcpState state, long inode) {
                    return false;
                }

                @Override
                public void row(TcpRow row) {
                    throw new IllegalStateException("not wanted: " + row);
                }
            });
        } catch (IOException notKnown) {
            return PortUse.UNKNOWN;
        }
        return new PortUse(settings, peers.all());
    }

    private PortSettings readPortSettings() {
        portSettings = PortSettings.read(PORT_SETTINGS, portSettings);
        return portSettings;
    }

    /** The peers of connections that are open or that this side closed first. */
    private static PeerCounts peersOf(Registry records) {
        List<ClosedFirst> closed = records.closedFirst();
        PeerCounts peers = new PeerCounts(closed.size() + records.open());
        for (ClosedFirst connections : closed) {
            peers.want(connections.peerKey(), connections.peerText());
        }
        records.table().forEach(record -> {
            Endpoints ends = record.endpoints();
            if (ends != null && ends.hasPeer() && !record.isAccepted()) {
                peers.want(ends.peerKey(), ends.peer());
            }
        });
        return peers;
    }

    private static void count(TcpState state, @Nullable PeerPorts peer, int localPort, PortSettings settings) {
        if (peer != null) {
            peer.count(state, settings.isInRange(localPort));
        }
    }

    /**
     * How many connections may wait in the backlog of a listener that asked for {@code asked} (0 or less: the JDK's default
     * of 50); -1 if the kernel's own limit cannot be read.
     */
    public int backlogLimit(int asked) {
        return somaxconn < 0 ? -1 : Math.min(somaxconn, asked <= 0 ? 50 : asked);
    }

    @Override
    public int descriptors() {
        return descriptors.count();
    }

    @Override
    public long descriptorLimit() {
        return descriptors.limit();
    }

    private static int readSomaxconn() {
        // One read and no more: the kernel answers a second one, at an offset, with nothing.
        byte[] text = new byte[32];
        try (InputStream in = new FileInputStream("/proc/sys/net/core/somaxconn")) {
            int length = Math.max(0, in.read(text));
            return Integer.parseInt(new String(text, 0, length, StandardCharsets.US_ASCII).trim());
        } catch (IOException | NumberFormatException hidden) {
            return -1;
        }
    }

    /** What one reading of the kernel's tables found. */
    private static final class Look {
        final TreeMap<String, Integer> kinds = new TreeMap<>();
        final OpenPaths paths = new OpenPaths();
        /** Sockets by the ordinal of their state. */
        final int[] states = new int[TcpState.values().length];
        /** The same of connections that no process holds any more. */
        final int[] orphans = new int[TcpState.values().length];

        final PortSettings portSettings;
        final PeerCounts peers;
        /** Local ports of listeners; the kernel lists these before all connections. */
        final BitSet listeningPorts = new BitSet();
        /** By descriptor number. */
        final @Nullable TcpRow[] rows;
        /** Descriptors of listeners. */
        final List<Integer> listeners = new ArrayList<>();
        /** In {@code CLOSE_WAIT} and of no process yet, by connection. */
        final Map<String, TcpRow> waiting = new HashMap<>();
        /** Sockets whose inode the registry knew. */
        int recordedSockets;

        final List<BacklogQueue> backlogs = new ArrayList<>();
        /** Descriptors of TCP sockets without a record, by inode. */
        final Map<Long, Integer> unrecorded = new LinkedHashMap<>();
        /** In {@code CLOSE_WAIT} and of unknown origin, by inode. */
        final Map<Long, UnknownSocket> unexplained = new LinkedHashMap<>();

        Look(int[] numbers, PortSettings portSettings, PeerCounts peers) {
            this.portSettings = portSettings;
            this.peers = peers;
            rows = new TcpRow[Arrays.stream(numbers).max().orElse(0) + 1];
        }
    }

    private @Nullable Look look(Registry records) throws IOException {
        int[] numbers = descriptors.numbers();
        if (numbers == null) {
            return null;
        }
        forgetClosed(numbers, records);
        Look look = new Look(numbers, readPortSettings(), peersOf(records));
        SocketInodes sockets = new SocketInodes(numbers.length);
        for (int number : numbers) {
            long inode = inodeOf(number, records, look);
            if (inode != 0) {
                sockets.put(inode, number);
            }
        }
        OpenDescriptors.count("socket", look.recordedSockets, look.kinds);
        table.read(new TcpTable.Reader() {
            @Override
            public void line(TcpState state, long inode, long peerKey, int localPort) {
                countLine(state, inode, peerKey, localPort, look);
            }

            @Override
            public boolean wants(TcpState state, long inode) {
                return inode == 0 ? state == TcpState.CLOSE_WAIT : sockets.descriptor(inode) >= 0;
            }

            @Override
            public void row(TcpRow row) {
                if (row.inode() == 0) {
                    look.waiting.put(row.connection(), row);
                } else {
                    count(sockets.descriptor(row.inode()), row, records, look);
                }
            }
        });
        for (int listener : look.listeners) {
            look.backlogs.add(backlog(listener, look));
        }
        return look;
    }

    @SuppressWarnings("EnumOrdinal") // as in count
    private static void countLine(TcpState state, long inode, long peerKey, int localPort, Look look) {
        PeerPorts peer = look.peers.get(peerKey);
        count(state, peer, localPort, look.portSettings);
        boolean isOrphan = inode == 0 && ENDING.contains(state);
        if (isOrphan && (peer != null || look.listeningPorts.get(localPort))) {
            look.orphans[state.ordinal()]++;
        }
    }

    /** What a census adopted while it was being closed, or what native code has closed since. */
    private static void forgetClosed(int[] numbers, Registry records) {
        BitSet open = new BitSet();
        for (int number : numbers) {
            open.set(number);
        }
        records.table().forEach(record -> {
            if (record.isAdopted() && !open.get(record.number())) {
                records.forget(record);
            }
        });
    }

    private long inodeOf(int number, Registry records, Look look) {
        SocketRecord record = records.table().get(number);
        if (record != null && record.inode() != 0 && !record.isAdopted()) {
            look.recordedSockets++;
            return record.inode();
        }
        String target = descriptors.target(number);
        if (target == null) {
            return 0;
        }
        OpenDescriptors.count(target, look.kinds);
        look.paths.add(target);
        long inode = OpenDescriptors.inodeOf(target);
        if (record != null && records.table().holds(record)) {
            noteInode(record, inode, records);
        }
        return inode;
    }

    private static void noteInode(SocketRecord record, long inode, Registry records) {
        if (record.isAdopted() && record.inode() != 0 && record.inode() != inode) {
            records.forget(record); // closed without a hook, and its number used again
        } else {
            record.inode(inode);
        }
    }

    @SuppressWarnings("EnumOrdinal") // an index for as long as one pass over the tables
    private void count(int number, TcpRow row, Registry records, Look look) {
        if (look.rows[number] != null) {
            return; // the same row again
        }
        look.rows[number] = row;
        look.states[row.state().ordinal()]++;
        if (row.state() == TcpState.LISTEN) {
            look.listeners.add(number);
            look.listeningPorts.set(row.localPort());
        }
        SocketRecord record = records.table().get(number);
        if (record == null && row.state() != TcpState.LISTEN) {
            look.unrecorded.put(row.inode(), number);
        }
        if (row.state() == TcpState.CLOSE_WAIT && (record == null || record.isAdopted())) {
            long since = firstSeen.computeIfAbsent(row.inode(), inode -> System.currentTimeMillis());
            look.unexplained.put(row.inode(), new UnknownSocket(number, row, since));
        }
    }

    private static BacklogQueue backlog(int number, Look look) {
        TcpRow listener = requireNonNull(look.rows[number]);
        int peerClosed = 0;
        for (TcpRow row : look.waiting.values()) {
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

    private Census census(Look look) {
        firstSeen.keySet().retainAll(look.unexplained.keySet());
        return new Census(
                "",
                descriptors.limit(),
                look.kinds,
                look.paths.most(),
                byState(look.states),
                byState(look.orphans),
                new PortUse(look.portSettings, look.peers.all()),
                look.rows,
                look.backlogs,
                new ArrayList<>(look.unexplained.values()));
    }
}
