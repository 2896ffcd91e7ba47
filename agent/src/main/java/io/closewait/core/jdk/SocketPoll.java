package io.closewait.core.jdk;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says of one descriptor, through the JDK's own natives. Nothing is read from the socket, written to it or
 * set on it. Works by number, so it answers for a descriptor whose Java object is gone.
 * <p>
 * One instance for one thread: it re-uses its descriptor object.
 */
public final class SocketPoll implements SocketProbe {
    /** The peer closed its side: its FIN arrived, unread data or not (poll(2), Linux 2.6.17 and later). */
    public static final int POLLRDHUP = 0x2000;
    /** Both sides are shut down, or the connection was reset. */
    public static final int POLLHUP = 0x10;
    /** An error waits to be delivered: the connection was reset. */
    public static final int POLLERR = 0x8;
    /** The number is not an open descriptor. */
    public static final int POLLNVAL = 0x20;

    private static final @Nullable MethodHandle POLL =
            Handles.statically("sun.nio.ch.Net", "poll", FileDescriptor.class, int.class, long.class);
    private static final @Nullable MethodHandle SET_NUMBER =
            Handles.statically("sun.nio.ch.IOUtil", "setfdVal", FileDescriptor.class, int.class);
    private static final @Nullable MethodHandle LOCAL =
            Handles.statically("sun.nio.ch.Net", "localAddress", FileDescriptor.class);
    private static final @Nullable MethodHandle REMOTE =
            Handles.statically("sun.nio.ch.Net", "remoteAddress", FileDescriptor.class);
    // JDK 13 and later
    private static final @Nullable MethodHandle OPTION = Handles.statically(
            "sun.nio.ch.Net", "getIntOption0", FileDescriptor.class, boolean.class, int.class, int.class);

    // tcp(7): the kernel copies as much of struct tcp_info as there is room for; its first byte is the state
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int TCP_CLOSE_WAIT = 8;

    private final FileDescriptor descriptor = new FileDescriptor();

    /** Whether this JDK has what {@link #poll} needs. */
    public static boolean isAvailable() {
        return POLL != null && SET_NUMBER != null;
    }

    /** The events among {@code POLLRDHUP}, {@code POLLHUP}, {@code POLLERR}, {@code POLLNVAL} that hold now. */
    @Override
    public int poll(int number) throws IOException {
        if (POLL == null) {
            return 0;
        }
        try {
            return (int) POLL.invokeExact(aim(number), POLLRDHUP, 0L);
        } catch (Throwable t) {
            throw Handles.<IOException>rethrow(t);
        }
    }

    /** Poll cannot tell that after a shutdown of the input: its events then are the same before the peer's FIN. */
    @Override
    public boolean isInCloseWait(int number) {
        if (OPTION == null) {
            return false;
        }
        try {
            int info = (int) OPTION.invokeExact(aim(number), false, IPPROTO_TCP, TCP_INFO);
            int state = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? info & 0xff : info >>> 24;
            return state == TCP_CLOSE_WAIT;
        } catch (Throwable notTcp) {
            return false;
        }
    }

    /** The local address, or null when the descriptor has none (not a socket, a Unix-domain socket, closed). */
    @Override
    public @Nullable InetSocketAddress localAddress(int number) {
        return address(LOCAL, number);
    }

    /** The peer's address, or null when the descriptor has none (not connected, reset, closed). */
    @Override
    public @Nullable InetSocketAddress remoteAddress(int number) {
        return address(REMOTE, number);
    }

    private @Nullable InetSocketAddress address(@Nullable MethodHandle handle, int number) {
        if (handle == null) {
            return null;
        }
        try {
            return (InetSocketAddress) handle.invokeExact(aim(number));
        } catch (Throwable notConnected) {
            return null;
        }
    }

    private FileDescriptor aim(int number) throws Throwable {
        if (SET_NUMBER == null) {
            throw new IOException("sun.nio.ch.IOUtil.setfdVal is missing");
        }
        SET_NUMBER.invokeExact(descriptor, number);
        return descriptor;
    }
}
