package io.closewait.core.instrument;

import static io.closewait.hooks.SocketKind.ASYNC_CHANNEL;
import static io.closewait.hooks.SocketKind.ASYNC_SERVER_CHANNEL;
import static io.closewait.hooks.SocketKind.CHANNEL;
import static io.closewait.hooks.SocketKind.CLEANABLE;
import static io.closewait.hooks.SocketKind.SERVER_CHANNEL;
import static io.closewait.hooks.SocketKind.SOCKET;
import static io.closewait.hooks.SocketKind.STREAM;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table: every transport of the JDK, at the descriptor. What a comment does not restrict is there on all JDKs
 * that are supported. Native methods have no code to weave into, so each entry is the innermost Java method around one.
 */
final class HookPoints {
    private static final String SELECTOR_PROVIDER = "(Ljava/nio/channels/spi/SelectorProvider;)";
    private static final String PROVIDER_AND_FAMILY =
            "(Ljava/nio/channels/spi/SelectorProvider;Ljava/net/ProtocolFamily;)";

    private HookPoints() {}

    static Map<String, List<HookPoint>> byClass() {
        List<HookPoint> points = new ArrayList<>();
        sockets(points);
        socketsBeforeJdk13(points);
        channels(points);
        asynchronousChannels(points);
        descriptors(points);
        newDescriptors(points);
        points.add(HookPoint.of("sun.nio.ch.SelectorImpl", "lockAndDoSelect", HookCall.SELECTING, CHANNEL));
        Map<String, List<HookPoint>> byClass = new LinkedHashMap<>();
        for (HookPoint point : points) {
            List<HookPoint> ofClass = byClass.get(point.className);
            if (ofClass == null) {
                ofClass = new ArrayList<>();
                byClass.put(point.className, ofClass);
            }
            ofClass.add(point);
        }
        return byClass;
    }

    /** {@code java.net.Socket} and {@code ServerSocket} since JDK 13 (JEP 353). */
    private static void sockets(List<HookPoint> points) {
        String impl = "sun.nio.ch.NioSocketImpl";
        points.add(HookPoint.of(impl, "create", HookCall.OPENED, SOCKET));
        points.add(HookPoint.of(impl, "connect", "(Ljava/net/SocketAddress;I)", HookCall.CONNECTED, SOCKET));
        points.add(HookPoint.of(impl, "listen", HookCall.LISTENING, SOCKET));
        points.add(HookPoint.of(impl, "accept", "(Ljava/net/SocketImpl;)", HookCall.ACCEPTED_INTO, SOCKET));
        points.add(HookPoint.of(impl, "shutdownOutput", HookCall.OUTPUT_SHUT, SOCKET));
        points.add(HookPoint.of(impl, "shutdownInput", HookCall.INPUT_SHUT, SOCKET));
    }

    /** The same on JDK 8 to 12, where reads and writes bypass the channels' dispatcher. */
    private static void socketsBeforeJdk13(List<HookPoint> points) {
        String impl = "java.net.AbstractPlainSocketImpl";
        points.add(HookPoint.of(impl, "create", HookCall.OPENED, SOCKET));
        points.add(HookPoint.of(impl, "connect", "(Ljava/net/SocketAddress;I)", HookCall.CONNECTED, SOCKET));
        points.add(HookPoint.of(impl, "listen", HookCall.LISTENING, SOCKET));
        points.add(HookPoint.of(impl, "accept", HookCall.ACCEPTED_INTO, SOCKET));
        points.add(HookPoint.of(impl, "shutdownOutput", HookCall.OUTPUT_SHUT, SOCKET));
        points.add(HookPoint.of(impl, "shutdownInput", HookCall.INPUT_SHUT, SOCKET));
        points.add(HookPoint.of(impl, "socketPreClose", HookCall.OWNER_CLOSING, SOCKET));
        points.add(HookPoint.of(impl, "socketClose", HookCall.OWNER_CLOSING, SOCKET));
        points.add(HookPoint.of(
                "java.net.SocketInputStream", "socketRead", "(Ljava/io/FileDescriptor;", HookCall.STREAM_READ, SOCKET));
        points.add(HookPoint.of("java.net.SocketOutputStream", "socketWrite", HookCall.OWNER_WRITTEN, STREAM));
        // JDK 9 to 12: the cleaner's way; on JDK 8 a finalizer calls close
        points.add(HookPoint.of("java.net.SocketCleanable", "performCleanup", HookCall.OWNER_CLOSING, CLEANABLE));
    }

    private static void channels(List<HookPoint> points) {
        String channel = "sun.nio.ch.SocketChannelImpl";
        points.add(HookPoint.of(channel, HookPoint.CONSTRUCTOR, SELECTOR_PROVIDER, HookCall.OPENED, CHANNEL));
        points.add(HookPoint.of(channel, HookPoint.CONSTRUCTOR, PROVIDER_AND_FAMILY, HookCall.OPENED, CHANNEL));
        points.add(HookPoint.of(channel, "connect", HookCall.CONNECTED, CHANNEL));
        points.add(HookPoint.of(channel, "shutdownOutput", HookCall.OUTPUT_SHUT, CHANNEL));
        points.add(HookPoint.of(channel, "shutdownInput", HookCall.INPUT_SHUT, CHANNEL));
        points.add(HookPoint.of(channel, "implCloseSelectableChannel", HookCall.CLOSED_BY_APPLICATION, CHANNEL));
        String server = "sun.nio.ch.ServerSocketChannelImpl";
        points.add(HookPoint.of(server, HookPoint.CONSTRUCTOR, SELECTOR_PROVIDER, HookCall.OPENED, SERVER_CHANNEL));
        points.add(HookPoint.of(server, HookPoint.CONSTRUCTOR, PROVIDER_AND_FAMILY, HookCall.OPENED, SERVER_CHANNEL));
        points.add(HookPoint.of(server, "bind", "(Ljava/net/SocketAddress;I)", HookCall.BOUND, SERVER_CHANNEL));
        points.add(HookPoint.of(server, "accept", "()", HookCall.ACCEPTED, SERVER_CHANNEL)
                .accepting(CHANNEL));
        // since JDK 13, for the channel's socket()
        points.add(HookPoint.of(server, "blockingAccept", HookCall.ACCEPTED, SERVER_CHANNEL)
                .accepting(CHANNEL));
    }

    private static void asynchronousChannels(List<HookPoint> points) {
        points.add(HookPoint.of(
                "sun.nio.ch.UnixAsynchronousSocketChannelImpl",
                HookPoint.CONSTRUCTOR,
                "(Lsun/nio/ch/Port;)",
                HookCall.OPENED,
                ASYNC_CHANNEL));
        points.add(HookPoint.of(
                "sun.nio.ch.UnixAsynchronousSocketChannelImpl", "implConnect", HookCall.CONNECTED, ASYNC_CHANNEL));
        points.add(HookPoint.of(
                "sun.nio.ch.AsynchronousSocketChannelImpl", "shutdownOutput", HookCall.OUTPUT_SHUT, ASYNC_CHANNEL));
        points.add(HookPoint.of(
                "sun.nio.ch.AsynchronousSocketChannelImpl", "shutdownInput", HookCall.INPUT_SHUT, ASYNC_CHANNEL));
        String server = "sun.nio.ch.UnixAsynchronousServerSocketChannelImpl";
        points.add(HookPoint.of(
                server, HookPoint.CONSTRUCTOR, "(Lsun/nio/ch/Port;)", HookCall.OPENED, ASYNC_SERVER_CHANNEL));
        points.add(HookPoint.of(server, "implAccept", HookCall.ACCEPTING, ASYNC_SERVER_CHANNEL));
        points.add(HookPoint.of(server, "finishAccept", HookCall.ACCEPTED, ASYNC_SERVER_CHANNEL)
                .accepting(ASYNC_CHANNEL));
        points.add(HookPoint.of(
                "sun.nio.ch.AsynchronousServerSocketChannelImpl",
                "bind",
                "(Ljava/net/SocketAddress;I)",
                HookCall.BOUND,
                ASYNC_SERVER_CHANNEL));
    }

    /** Where all transports meet. */
    private static void descriptors(List<HookPoint> points) {
        String dispatcher = "sun.nio.ch.SocketDispatcher";
        points.add(HookPoint.of(dispatcher, "read", "(Ljava/io/FileDescriptor;JI)", HookCall.READ, CHANNEL));
        points.add(HookPoint.of(dispatcher, "readv", HookCall.READ, CHANNEL));
        points.add(HookPoint.of(dispatcher, "write", HookCall.WRITTEN, CHANNEL));
        points.add(HookPoint.of(dispatcher, "writev", HookCall.WRITTEN, CHANNEL));
        // up to JDK 20; pre-close puts a closed socket in the descriptor's place, so the connection ends there
        points.add(HookPoint.of(dispatcher, "close", HookCall.CLOSING, CHANNEL));
        points.add(HookPoint.of(dispatcher, "preClose", HookCall.CLOSING, CHANNEL));
        // since JDK 21
        String unix = "sun.nio.ch.UnixDispatcher";
        points.add(HookPoint.of(unix, "close", HookCall.CLOSING, CHANNEL));
        points.add(HookPoint.of(unix, "implPreClose", HookCall.CLOSING, CHANNEL));
    }

    /** Where sockets get their descriptors and local ports, and may find none left. */
    private static void newDescriptors(List<HookPoint> points) {
        points.add(HookPoint.of(
                "sun.nio.ch.Net", "socket", "(Ljava/net/ProtocolFamily;Z)", HookCall.OPEN_FAILED, CHANNEL));
        points.add(
                HookPoint.of("sun.nio.ch.Net", "connect", "(Ljava/net/ProtocolFamily;", HookCall.OPEN_FAILED, CHANNEL));
        points.add(HookPoint.of("sun.nio.ch.Net", "serverSocket", HookCall.OPEN_FAILED, SERVER_CHANNEL));
        points.add(HookPoint.of(
                "sun.nio.ch.NioSocketImpl", "accept", "(Ljava/net/SocketImpl;)", HookCall.OPEN_FAILED, SOCKET));
        points.add(HookPoint.of("sun.nio.ch.ServerSocketChannelImpl", "accept", "()", HookCall.OPEN_FAILED, CHANNEL));
        points.add(HookPoint.of("sun.nio.ch.ServerSocketChannelImpl", "blockingAccept", HookCall.OPEN_FAILED, CHANNEL));
        points.add(HookPoint.of(
                "sun.nio.ch.UnixAsynchronousServerSocketChannelImpl", "accept", HookCall.OPEN_FAILED, ASYNC_CHANNEL));
        // JDK 8 to 12
        points.add(HookPoint.of("java.net.AbstractPlainSocketImpl", "create", HookCall.OPEN_FAILED, SOCKET));
        points.add(HookPoint.of("java.net.AbstractPlainSocketImpl", "accept", HookCall.OPEN_FAILED, SOCKET));
        points.add(HookPoint.of(
                "java.net.AbstractPlainSocketImpl",
                "connect",
                "(Ljava/net/SocketAddress;I)",
                HookCall.OPEN_FAILED,
                SOCKET));
    }
}
