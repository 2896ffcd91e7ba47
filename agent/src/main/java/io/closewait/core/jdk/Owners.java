package io.closewait.core.jdk;

import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What an owner's fields tell beyond the descriptor. Read by the agent's threads from fields of the JDK's own classes: no
 * method that an application could have overridden is called. What cannot be read is null or empty.
 */
public final class Owners {
    private static final JdkField ADDRESS = new JdkField("java.net.SocketImpl", "address");
    /** Of an owner whose address was read: as an {@code int}, since boxing it would cost two classes made at the start. */
    private static final @Nullable MethodHandle PORT = Handles.getter("java.net.SocketImpl", "port", int.class);
    // JDK 16 and later (JEP 380)
    private static final JdkField FAMILY = new JdkField("sun.nio.ch.SocketChannelImpl", "family");
    private static final JdkField CHANNEL_REMOTE = new JdkField("sun.nio.ch.SocketChannelImpl", "remoteAddress");
    private static final JdkField CHANNEL_LOCAL = new JdkField("sun.nio.ch.SocketChannelImpl", "localAddress");
    private static final JdkField ASYNC_REMOTE =
            new JdkField("sun.nio.ch.AsynchronousSocketChannelImpl", "remoteAddress");

    private Owners() {}

    /** Whether the owner is a channel over a Unix-domain socket. */
    public static boolean isUnixDomain(@Nullable Object owner) {
        Object family = FAMILY.of(owner);
        return family != null && family.toString().equals("UNIX");
    }

    /** The path of the Unix-domain socket, of whichever end has one; empty if neither. */
    public static String unixPath(@Nullable Object owner) {
        Object remote = CHANNEL_REMOTE.of(owner);
        String path = remote == null ? "" : remote.toString();
        Object local = path.isEmpty() ? CHANNEL_LOCAL.of(owner) : null;
        return local == null ? path : local.toString();
    }

    /** The peer's name, if the application connected by name; empty otherwise. Nothing is looked up. */
    public static String peerHost(@Nullable Object owner) {
        InetSocketAddress peer = peer(owner);
        // InetAddress.toString is "name/1.2.3.4" without a lookup; its constructors are the JDK's own.
        String text = peer == null || peer.getAddress() == null
                ? ""
                : peer.getAddress().toString();
        return text.substring(0, Math.max(0, text.indexOf('/')));
    }

    /** The peer's address as the owner noted it when it was connected, or null. JDK 8 to 12 cannot ask the kernel for it. */
    public static @Nullable InetSocketAddress peer(@Nullable Object owner) {
        Object address = ADDRESS.of(owner);
        int port = address == null ? 0 : port(owner);
        if (address instanceof InetAddress && port > 0) {
            return new InetSocketAddress((InetAddress) address, port);
        }
        Object remote = CHANNEL_REMOTE.of(owner);
        if (remote == null) {
            remote = ASYNC_REMOTE.of(owner);
        }
        return remote instanceof InetSocketAddress ? (InetSocketAddress) remote : null;
    }

    private static int port(@Nullable Object socketImpl) {
        try {
            return PORT == null ? 0 : (int) PORT.invokeExact(socketImpl);
        } catch (Throwable unreadable) {
            Handles.rethrowIfStopped(unreadable);
            return 0;
        }
    }
}
