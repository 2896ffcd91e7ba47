package io.closewait.core.kernel;

import io.closewait.core.registry.PeerKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /proc/self/net/tcp} and {@code tcp6}: every TCP socket of this process's network namespace. The files stay open, so
 * that they can still be read when the process has no descriptor left. Not thread-safe.
 */
final class TcpTable {
    private static final boolean IS_LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final int[] MACHINE_ORDER = IS_LITTLE_ENDIAN ? new int[] {3, 2, 1, 0} : new int[] {0, 1, 2, 3};
    private static final int LOCAL = 1;
    private static final int PEER = 2;
    private static final int STATE = 3;
    private static final int QUEUES = 4;
    private static final int INODE = 9;
    private static final int COLUMNS = INODE + 1;

    /** Who reads the table. */
    interface Reader {
        /** Every line but those of listeners: to be counted, without an object for it. */
        default void line(TcpState state, long inode, long peerKey, int localPort) {}

        /** Whether to make a row of a line, by what names its owner. */
        boolean wants(TcpState state, long inode);

        void row(TcpRow row);

        /** Whether the rest of the file is of interest; asked after some lines. */
        default boolean wantsMore() {
            return true;
        }
    }

    private final List<RandomAccessFile> files = new ArrayList<>();
    private final int[] columns = new int[COLUMNS];
    private String problem = "";
    /** Of one size, though a host can have a hundred thousand connections in {@code TIME_WAIT}: it is the application's heap. */
    private final byte[] buffer;

    TcpTable(String folder) {
        this(folder, 64 * 1024);
    }

    TcpTable(String folder, int bufferSize) {
        buffer = new byte[bufferSize];
        for (String name : new String[] {"tcp", "tcp6"}) {
            try {
                files.add(new RandomAccessFile(folder + "/" + name, "r"));
            } catch (IOException e) {
                // A kernel without IPv6 has no tcp6: nothing is missing then. Without tcp there is nothing to read.
                if (name.equals("tcp")) {
                    problem = folder + "/tcp cannot be read (" + e.getMessage() + ")";
                }
            }
        }
    }

    /** Why there is nothing to read, or an empty string. */
    String problem() {
        return problem;
    }

    /** Hands out the wanted rows of this moment; one can come twice when sockets come and go during the read. */
    void read(Reader reader) throws IOException {
        for (RandomAccessFile file : files) {
            file.seek(0);
            int length = 0;
            do {
                int n = file.read(buffer, length, buffer.length - length);
                if (n <= 0) {
                    break;
                }
                length = unfinishedLine(length + n, reader);
            } while (reader.wantsMore());
        }
    }

    /** Takes the rows out of the buffer, and moves what is left of the last line to its begin; returns how much that is. */
    private int unfinishedLine(int length, Reader reader) throws IOException {
        int line = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                parse(line, i, reader);
                line = i + 1;
            }
        }
        int left = length - line;
        if (left == buffer.length) {
            throw new IOException("a line of more than " + left + " bytes");
        }
        System.arraycopy(buffer, line, buffer, 0, left);
        return left;
    }

    /**
     * The columns are documented in Documentation/networking/proc_net_tcp.rst: {@code sl local rem st tx:rx tr:when retrnsmt
     * uid timeout inode …}; addresses are hexadecimal in the byte order of the machine, four bytes at a time. Read by hand, and
     * nothing is allocated for a row that nobody wants: a host can have tens of thousands, most of them of others and in
     * {@code TIME_WAIT}.
     */
    private void parse(int from, int to, Reader reader) {
        int count = 0;
        for (int i = from; i < to && count < COLUMNS; i++) {
            boolean begins = buffer[i] != ' ' && (i == from || buffer[i - 1] == ' ');
            if (begins) {
                columns[count++] = i;
            }
        }
        int localColon = count == COLUMNS ? colon(columns[LOCAL], to) : -1;
        if (localColon < 0) {
            return; // the heading
        }
        TcpState state = TcpState.of((int) hexadecimal(columns[STATE]));
        long inode = decimal(columns[INODE]);
        int peerColon = colon(columns[PEER], to);
        if (state != TcpState.LISTEN) {
            long peerKey = peerKey(columns[PEER], peerColon, (int) hexadecimal(peerColon + 1));
            reader.line(state, inode, peerKey, (int) hexadecimal(localColon + 1));
        }
        if (state == TcpState.TIME_WAIT || !reader.wants(state, inode)) { // the former belongs to no process any more
            return;
        }
        int queueColon = colon(columns[QUEUES], to);
        reader.row(new TcpRow(
                address(columns[LOCAL], localColon),
                (int) hexadecimal(localColon + 1),
                address(columns[PEER], peerColon),
                (int) hexadecimal(peerColon + 1),
                state,
                hexadecimal(columns[QUEUES]),
                hexadecimal(queueColon + 1),
                inode));
    }

    private int colon(int from, int to) {
        for (int i = from; i < to && buffer[i] != ' '; i++) {
            if (buffer[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    private long hexadecimal(int from) {
        return hexadecimal(from, buffer.length);
    }

    private long hexadecimal(int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(buffer[i], 16);
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private long decimal(int from) {
        long value = 0;
        for (int i = from; buffer[i] >= '0' && buffer[i] <= '9'; i++) {
            value = value * 10 + buffer[i] - '0';
        }
        return value;
    }

    private long peerKey(int from, int colon, int port) {
        if (colon - from == 8) {
            return PeerKey.of(0, 0, 0xFFFF, word(from), port);
        }
        return PeerKey.of(word(from), word(from + 8), word(from + 16), word(from + 24), port);
    }

    /** Four bytes of an address, the first one most significant. */
    private int word(int from) {
        int value = (int) hexadecimal(from, from + 8);
        return IS_LITTLE_ENDIAN ? Integer.reverseBytes(value) : value;
    }

    private byte[] address(int from, int colon) {
        byte[] address = new byte[(colon - from) / 2];
        for (int i = 0; i < address.length; i++) {
            int at = from + 2 * ((i & ~3) + MACHINE_ORDER[i & 3]);
            address[i] = (byte) (Character.digit(buffer[at], 16) << 4 | Character.digit(buffer[at + 1], 16));
        }
        return address;
    }
}
