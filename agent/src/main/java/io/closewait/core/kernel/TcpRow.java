package io.closewait.core.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** One line of {@code /proc/net/tcp} or {@code tcp6}. Immutable. */
public final class TcpRow {
    private final byte[] localAddress;
    private final byte[] peerAddress;
    private final int localPort;
    private final int peerPort;
    private final TcpState state;
    private final long unsent;
    private final long unread;
    private final long inode;

    TcpRow(
            byte[] localAddress,
            int localPort,
            byte[] peerAddress,
            int peerPort,
            TcpState state,
            long unsent,
            long unread,
            long inode) {
        this.localAddress = localAddress;
        this.localPort = localPort;
        this.peerAddress = peerAddress;
        this.peerPort = peerPort;
        this.state = state;
        this.unsent = unsent;
        this.unread = unread;
        this.inode = inode;
    }

    public TcpState state() {
        return state;
    }

    public int localPort() {
        return localPort;
    }

    public int peerPort() {
        return peerPort;
    }

    /** Bytes that the peer has not acknowledged. */
    public long unsent() {
        return unsent;
    }

    /**
     * Bytes that wait to be read; of a listener, connections that wait to be accepted. The kernel counts an unread FIN as one
     * byte (it has a sequence number, RFC 9293 section 3.4); here it is not counted.
     */
    public long unread() {
        return state == TcpState.CLOSE_WAIT ? Math.max(0, unread - 1) : unread;
    }

    /** 0 for a connection that no process has accepted, or that no process holds any more. */
    public long inode() {
        return inode;
    }

    public String local() {
        return text(localAddress, localPort);
    }

    public String peer() {
        return text(peerAddress, peerPort);
    }

    /** Names the connection within its network namespace. */
    String connection() {
        return local() + " " + peer();
    }

    /** Whether a connection to this local address would be handed to a listener on that one. */
    boolean isServedBy(TcpRow listener) {
        return localPort == listener.localPort
                && (isAny(listener.localAddress) || Arrays.equals(plain(localAddress), plain(listener.localAddress)));
    }

    @Override
    public String toString() {
        return state + " " + connection();
    }

    private static boolean isAny(byte[] address) {
        for (byte b : address) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** An IPv4-mapped IPv6 address (::ffff:a.b.c.d) as the IPv4 address that it is. */
    private static byte[] plain(byte[] address) {
        boolean mapped = address.length == 16 && address[10] == -1 && address[11] == -1;
        for (int i = 0; mapped && i < 10; i++) {
            mapped = address[i] == 0;
        }
        return mapped ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    private static String text(byte[] address, int port) {
        try {
            String host = InetAddress.getByAddress(plain(address)).getHostAddress();
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        } catch (UnknownHostException impossible) {
            return "?:" + port;
        }
    }
}
