package io.closewait.hooks;

/** Which class of the JDK (or of Netty) owns a descriptor. Numbers, since woven code carries them as constants. */
public final class SocketKind {
    /** {@code java.net.Socket} and {@code ServerSocket}: a {@code SocketImpl} of the JDK. */
    public static final int SOCKET = 0;
    /** {@code java.nio.channels.SocketChannel}. */
    public static final int CHANNEL = 1;
    /** {@code java.nio.channels.ServerSocketChannel}. */
    public static final int SERVER_CHANNEL = 2;
    /** {@code java.nio.channels.AsynchronousSocketChannel}. */
    public static final int ASYNC_CHANNEL = 3;
    /** {@code java.nio.channels.AsynchronousServerSocketChannel}. */
    public static final int ASYNC_SERVER_CHANNEL = 4;
    /** A stream of a {@code java.net.Socket} on JDK 8 to 12. */
    public static final int STREAM = 5;
    /** {@code java.net.SocketCleanable} of JDK 9 to 12: closes the descriptor of a collected socket. */
    public static final int CLEANABLE = 6;
    /** {@code io.netty.channel.unix.FileDescriptor} and its subclasses, in any loader. */
    public static final int NETTY = 7;

    private SocketKind() {}
}
