package io.closewait.core.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A process's sockets in {@code CLOSE_WAIT}, from {@code /proc} alone: for JVMs without the agent. What {@code ss} shows for the
 * process, and what waits in the backlogs of its listeners, which {@code ss} ascribes to nobody. Not thread-safe.
 */
public final class CloseWaitCount {
    private final TcpTable table;
    private final OpenDescriptors descriptors;

    /** @param folder the process's in {@code /proc}: its sockets are in the tables of its own network namespace */
    public CloseWaitCount(String folder) {
        table = new TcpTable(folder + "/net");
        descriptors = new OpenDescriptors(folder);
    }

    /** The number now, -1 if {@code /proc} does not tell. */
    public int now() {
        int[] numbers = table.problem().isEmpty() ? descriptors.numbers() : null;
        if (numbers == null) {
            return -1;
        }
        SocketInodes sockets = new SocketInodes(numbers.length);
        for (int number : numbers) {
            long inode = descriptors.inode(number);
            if (inode != 0) {
                sockets.put(inode, number);
            }
        }
        Rows rows = new Rows(sockets);
        try {
            table.read(rows);
        } catch (IOException hidden) {
            return -1;
        }
        return rows.held.size() + rows.inBacklogs();
    }

    /** Open descriptors, -1 if that cannot be told. */
    public int descriptors() {
        return descriptors.count();
    }

    /** The most that there may be, -1 if not known. */
    public long descriptorLimit() {
        return descriptors.limit();
    }

    /** By inode and by connection, for a row can come twice in one read. */
    private static final class Rows implements TcpTable.Reader {
        private final SocketInodes sockets;
        private final Set<Long> held = new HashSet<>();
        private final Map<String, TcpRow> waiting = new HashMap<>();
        private final List<TcpRow> listeners = new ArrayList<>();

        Rows(SocketInodes sockets) {
            this.sockets = sockets;
        }

        @Override
        public boolean wants(TcpState state, long inode) {
            boolean isOurs = inode != 0 && sockets.descriptor(inode) >= 0;
            return state == TcpState.CLOSE_WAIT ? isOurs || inode == 0 : state == TcpState.LISTEN && isOurs;
        }

        @Override
        public void row(TcpRow row) {
            if (row.state() == TcpState.LISTEN) {
                listeners.add(row);
            } else if (row.inode() == 0) {
                waiting.put(row.connection(), row);
            } else {
                held.add(row.inode());
            }
        }

        int inBacklogs() {
            int count = 0;
            for (TcpRow row : waiting.values()) {
                if (listeners.stream().anyMatch(row::isServedBy)) {
                    count++;
                }
            }
            return count;
        }
    }
}
