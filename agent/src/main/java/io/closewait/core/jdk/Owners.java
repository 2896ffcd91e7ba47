package io.closewait.core.jdk;

import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.AbstractSelectableChannel;
import org.jspecify.annotations.Nullable;

/**
 * What an owner's fields tell beyond the descriptor. Read by the agent's threads from fields of the JDK's own classes: no
 * method that an application could have overridden is called. What cannot be read is null or empty.
 */
public final class Owners {
    private static final @Nullable MethodHandle ADDRESS =
            Handles.getter("java.net.SocketImpl", "address", InetAddress.class);
    private static final @Nullable MethodHandle PORT = Handles.getter("java.net.SocketImpl", "port", Object.class);
    // JDK 16 and later (JEP 380)
    private static final @Nullable MethodHandle FAMILY =
            Handles.getter("sun.nio.ch.SocketChannelImpl", "family", Object.class);
    private static final @Nullable MethodHandle CHANNEL_REMOTE =
            Handles.getter("sun.nio.ch.SocketChannelImpl", "remoteAddress", Object.class);
    private static final @Nullable MethodHandle CHANNEL_LOCAL =
            Handles.getter("sun.nio.ch.SocketChannelImpl", "localAddress", Object.class);
    private static final @Nullable MethodHandle ASYNC_REMOTE =
            Handles.getter("sun.nio.ch.AsynchronousSocketChannelImpl", "remoteAddress", Object.class);

    private static final @Nullable MethodHandle KEYS =
            Handles.getter("java.nio.channels.spi.AbstractSelectableChannel", "keys", Object.class);
    private static final @Nullable MethodHandle INTEREST =
            Handles.getter("sun.nio.ch.SelectionKeyImpl", "interestOps", Object.class);

    private Owners() {}

    /** Whether the owner is a channel over a Unix-domain socket. */
    public static boolean isUnixDomain(@Nullable Object owner) {
        Object family = read(FAMILY, owner);
        return family != null && family.toString().equals("UNIX");
    }

    /** The path of the Unix-domain socket, of whichever end has one; empty if neither. */
    public static String unixPath(@Nullable Object owner) {
        Object remote = read(CHANNEL_REMOTE, owner);
        String path = remote == null ? "" : remote.toString();
        Object local = path.isEmpty() ? read(CHANNEL_LOCAL, owner) : null;
        return local == null ? path : local.toString();
    }

    /** The peer's name, if the application connected by name; empty otherwise. Nothing is looked up. */
    public static String peerHost(@Nullable Object owner) {
        InetSocketAddress peer = peer(owner);
        // InetAddress.toString is "name/1.2.3.4" without a look-up; its constructors are the JDK's own.
        String text = peer == null || peer.getAddress() == null
                ? ""
                : peer.getAddress().toString();
        return text.substring(0, Math.max(0, text.indexOf('/')));
    }

    /** The peer's address as the owner noted it when it was connected, or null. JDK 8 to 12 cannot ask the kernel for it. */
    public static @Nullable InetSocketAddress peer(@Nullable Object owner) {
        Object address = read(ADDRESS, owner);
        Object port = read(PORT, owner);
        if (address instanceof InetAddress && port instanceof Integer && (Integer) port > 0) {
            return new InetSocketAddress((InetAddress) address, (Integer) port);
        }
        Object remote = read(CHANNEL_REMOTE, owner);
        if (remote == null) {
            remote = read(ASYNC_REMOTE, owner);
        }
        return remote instanceof InetSocketAddress ? (InetSocketAddress) remote : null;
    }

    /**
     * The union of the interest sets with which a channel is registered with selectors, -1 if it is registered with none or
     * that cannot be told. Racy: the application may change it at the same moment.
     */
    public static int interest(@Nullable Object owner) {
        Object keys = owner instanceof AbstractSelectableChannel ? read(KEYS, owner) : null;
        if (!(keys instanceof SelectionKey[])) {
            return -1;
        }
        int union = -1;
        for (SelectionKey key : (SelectionKey[]) keys) {
            Object interest = key == null ? null : read(INTEREST, key);
            if (interest instanceof Integer) {
                union = Math.max(union, 0) | (Integer) interest;
            }
        }
        return union;
    }

    private static @Nullable Object read(@Nullable MethodHandle field, @Nullable Object owner) {
        if (field == null || owner == null) {
            return null;
        }
        try {
            return field.invoke(owner);
        } catch (Throwable ofAnotherClass) {
            return null;
        }
    }
}
