package io.closewait.it.coverage;

import static io.closewait.it.coverage.Row.Library.NETTY_4_1;
import static io.closewait.it.coverage.Row.Library.NETTY_4_2;
import static io.closewait.it.coverage.Row.Library.NETTY_SHADED;
import static io.closewait.it.coverage.Row.Library.NONE;

import io.closewait.it.harness.JdkTable;

/** One way to open a socket: a row of {@code docs/coverage.md}. */
enum Row implements JdkTable.Row {
    SOCKET("java.net.Socket, connected", "SocketRows.connect", "java.net.Socket", 8),
    SOCKET_ACCEPTED("java.net.Socket, accepted by a ServerSocket", "SocketRows.accept", "java.net.Socket", 8),
    SOCKET_IPV6("java.net.Socket, connected, IPv6", "SocketRows.connect6", "java.net.Socket", 8),
    SOCKET_ACCEPTED_IPV6("java.net.Socket, accepted, IPv6", "SocketRows.accept6", "java.net.Socket", 8),
    SOCKET_SOCKS("java.net.Socket, connected through a SOCKS proxy", "SocketRows.connectSocks", "java.net.Socket", 8),
    SOCKET_IMPL("java.net.Socket with a SocketImpl of one's own", "SocketRows.connectOwnImpl", "SocketChannel", 8),
    SOCKET_IMPL_FACTORY("Socket.setSocketImplFactory", "SocketRows.connectImplFactory", "SocketChannel", 8),
    SOCKET_BOUND("java.net.Socket, bound, never connected", "SocketRows.bind", "", 8),
    SERVER_SOCKET("ServerSocket", "SocketRows.listen", "", 8),

    CHANNEL("SocketChannel, connected", "ChannelRows.connect", "SocketChannel", 8),
    CHANNEL_ACCEPTED("SocketChannel, accepted", "ChannelRows.accept", "SocketChannel", 8),
    CHANNEL_NON_BLOCKING(
            "SocketChannel, connected, non-blocking, in a selector",
            "ChannelRows.connectNonBlocking",
            "SocketChannel",
            8),
    CHANNEL_NON_BLOCKING_ACCEPTED(
            "SocketChannel, accepted, non-blocking, in a selector",
            "ChannelRows.acceptNonBlocking",
            "SocketChannel",
            8),
    CHANNEL_ADAPTOR("SocketChannel.socket(), connected", "ChannelRows.connectAdaptor", "SocketChannel", 8),
    CHANNEL_ADAPTOR_ACCEPTED("ServerSocketChannel.socket().accept()", "ChannelRows.acceptAdaptor", "SocketChannel", 8),
    CHANNEL_UNCONNECTED("SocketChannel, never bound nor connected", "ChannelRows.open", "", 8),
    CHANNEL_BOUND("SocketChannel, bound, never connected", "ChannelRows.bind", "", 8),
    SERVER_CHANNEL("ServerSocketChannel", "ChannelRows.listen", "", 8),

    ASYNCHRONOUS("AsynchronousSocketChannel, connected", "AsynchronousRows.connect", "AsynchronousSocketChannel", 8),
    ASYNCHRONOUS_ACCEPTED(
            "AsynchronousSocketChannel, accepted", "AsynchronousRows.accept", "AsynchronousSocketChannel", 8),
    ASYNCHRONOUS_SERVER("AsynchronousServerSocketChannel", "AsynchronousRows.listen", "", 8),

    UNIX_DOMAIN("SocketChannel, Unix domain, connected", "UnixDomainRows.connect", "SocketChannel", 16),
    UNIX_DOMAIN_ACCEPTED("SocketChannel, Unix domain, accepted", "UnixDomainRows.accept", "SocketChannel", 16),

    TLS("SSLSocket, connected", "TlsRows.connect", "java.net.Socket", 8),
    TLS_LAYERED("SSLSocket over a Socket, connected", "TlsRows.connectLayered", "java.net.Socket", 8),
    TLS_ACCEPTED("SSLSocket, accepted by an SSLServerSocket", "TlsRows.accept", "java.net.Socket", 8),
    TLS_LAYERED_ACCEPTED("SSLSocket over an accepted Socket", "TlsRows.acceptLayered", "java.net.Socket", 8),

    URL_CONNECTION("HttpURLConnection", "HttpRows.urlConnection", "java.net.Socket", 8),
    HTTP_SERVER("com.sun.net.httpserver.HttpServer", "HttpRows.serve", "SocketChannel", 8, "sun.net.httpserver."),
    HTTP_CLIENT_1("HttpClient, HTTP/1.1", "HttpClientRows.http1", "SocketChannel", 11, "jdk.internal.net.http."),
    HTTP_CLIENT_2("HttpClient, HTTP/2", "HttpClientRows.http2", "SocketChannel", 11, "jdk.internal.net.http."),

    VIRTUAL_SOCKET("java.net.Socket, virtual threads", "VirtualThreadRows.connectSocket", "java.net.Socket", 21),
    VIRTUAL_SOCKET_ACCEPTED(
            "java.net.Socket, accepted, virtual threads", "VirtualThreadRows.acceptSocket", "java.net.Socket", 21),
    VIRTUAL_CHANNEL("SocketChannel, virtual threads", "VirtualThreadRows.connectChannel", "SocketChannel", 21),

    NETTY_41_NIO(NETTY_4_1, "NIO, connected", "NettyRows.connectNio", "SocketChannel"),
    NETTY_41_NIO_ACCEPTED(NETTY_4_1, "NIO, accepted", "NettyRows.acceptNio", "SocketChannel"),
    NETTY_41_EPOLL(NETTY_4_1, "epoll, connected", "NettyRows.connectEpoll", Row.NATIVE),
    NETTY_41_EPOLL_ACCEPTED(NETTY_4_1, "epoll, accepted", "NettyRows.acceptEpoll", Row.NATIVE),
    NETTY_42_NIO(NETTY_4_2, "NIO, connected", "NettyRows.connectNio", "SocketChannel"),
    NETTY_42_NIO_ACCEPTED(NETTY_4_2, "NIO, accepted", "NettyRows.acceptNio", "SocketChannel"),
    NETTY_42_EPOLL(NETTY_4_2, "epoll, connected", "NettyRows.connectEpoll", Row.NATIVE),
    NETTY_42_EPOLL_ACCEPTED(NETTY_4_2, "epoll, accepted", "NettyRows.acceptEpoll", Row.NATIVE),
    NETTY_42_IO_URING(NETTY_4_2, "io_uring, connected", "IoUringRows.connect", Row.NATIVE),
    NETTY_42_IO_URING_ACCEPTED(NETTY_4_2, "io_uring, accepted", "IoUringRows.accept", Row.NATIVE),
    NETTY_SHADED_EPOLL(NETTY_SHADED, "epoll, connected", "NettyRows.connectEpoll", Row.NATIVE),
    NETTY_SHADED_EPOLL_ACCEPTED(NETTY_SHADED, "epoll, accepted", "NettyRows.acceptEpoll", Row.NATIVE);

    private static final String NATIVE = "Netty native transport";
    private static final String PROGRAMS = "io.closewait.it.programs.";

    /** What a row needs beside the JDK: a folder of the build with jars in it. */
    enum Library {
        NONE("", ""),
        NETTY_4_1("Netty 4.1", "netty-4.1"),
        NETTY_4_2("Netty 4.2", "netty-4.2"),
        NETTY_SHADED("Netty 4.1 relocated into another package", "netty-shaded");

        final String title;
        final String folder;

        Library(String title, String folder) {
            this.title = title;
            this.folder = folder;
        }
    }

    final String title;
    /** Class and method, as {@code CoverageProgram} takes them. */
    final String program;
    /** As the report names it; empty where nothing is to be reported. */
    final String transport;

    final int from;
    final Library library;
    /** How a class of the opening stack begins, if not the program's own: some libraries open on a thread of theirs. */
    private final String opener;

    Row(String title, String program, String transport, int from) {
        this(NONE, title, program, transport, from, "");
    }

    Row(String title, String program, String transport, int from, String opener) {
        this(NONE, title, program, transport, from, opener);
    }

    Row(Library library, String title, String program, String transport) {
        this(library, library.title + " " + title, program, transport, from(program), nettyOpener(library, program));
    }

    Row(Library library, String title, String program, String transport, int from, String opener) {
        this.library = library;
        this.title = title;
        this.program = program;
        this.transport = transport;
        this.from = from;
        this.opener = opener;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String more() {
        return "";
    }

    @Override
    public String absence(int feature) {
        return feature < from ? "–" : "";
    }

    /** Netty's io_uring needs Java 9. */
    private static int from(String program) {
        return program.startsWith("IoUringRows.") ? 9 : 8;
    }

    /** Connecting clients open in the caller's thread, listeners accept on the event loop. */
    private static String nettyOpener(Library library, String program) {
        if (program.contains(".connect")) {
            return "";
        }
        return library == NETTY_SHADED ? "io.grpc.netty.shaded.io.netty.channel." : "io.netty.channel.";
    }

    boolean isAccepted() {
        return title.contains("accept") || this == HTTP_SERVER;
    }

    /** Whether the sockets have TCP's states. */
    boolean isTcp() {
        return this != UNIX_DOMAIN && this != UNIX_DOMAIN_ACCEPTED;
    }

    boolean needsIoUring() {
        return program.startsWith("IoUringRows.");
    }

    /** Whether a frame is the one that opened (or accepted) the row's sockets. */
    boolean isOpener(String className, String method) {
        if (!opener.isEmpty()) {
            return className.startsWith(opener);
        }
        int dot = program.indexOf('.');
        return className.equals(PROGRAMS + program.substring(0, dot)) && method.contains(program.substring(dot + 1));
    }
}
