package io.closewait.it.holders;

import java.util.List;

/**
 * A way to hold sockets, and what has to be said of it.
 *
 * @param name as the program takes it
 * @param fromJdk the oldest version that the library runs on
 * @param count how many leak
 */
record HeldCase(String name, int fromJdk, int count, List<String> said) {
    private static final String JDK = "io.closewait.it.programs.holders.JdkHolders";
    private static final String POOL = "io.closewait.it.programs.holders.PoolHolders";

    /** One each of the JDK, of pools, and of nobody: what every build checks. */
    static final List<HeldCase> FEW = List.of(
            of(
                    "jdk-fields",
                    8,
                    1,
                    "static field " + JDK + ".office",
                    "> " + JDK + "$Drawer.forgotten",
                    "java.net.Socket"),
            of("apache5-leased", 8, 2, "leased and not returned (Apache HttpClient 5): 2", "> " + POOL + ".LEASED"),
            of("jdk-abandoned", 8, 1, "nobody holds it: abandoned"));

    static final List<HeldCase> MORE = List.of(
            of("jdk-map", 8, 1, "static field " + JDK + ".BY_NAME", "java.util.HashMap", "java.net.Socket"),
            of("jdk-thread-local", 8, 1, "in the thread local " + JDK + ".CONNECTION"),
            of(
                    "jdk-future",
                    8,
                    1,
                    "waiting for a CompletableFuture that is not complete",
                    "> " + JDK + ".ANSWER",
                    "> " + JDK + "$Sender.target"),
            of(
                    "jdk-queue",
                    8,
                    1,
                    "waiting in an executor's queue",
                    "> " + JDK + ".WORKERS",
                    "> " + JDK + "$Errand.way"),
            of(
                    "jdk-list",
                    8,
                    1,
                    "static field " + JDK + ".BACKLOG",
                    "java.util.LinkedList",
                    "> " + JDK + "$Errand.way"),
            of("jdk-virtual-thread", 25, 1, "a local variable of " + JDK + ".onStack"),
            of("jdk-channel", 8, 1, "static field " + JDK + ".channel", "sun.nio.ch.SocketChannelImpl"),
            of(
                    "jdk-asynchronous",
                    8,
                    1,
                    "static field " + JDK + ".asynchronous",
                    "sun.nio.ch.UnixAsynchronousSocketChannelImpl"),
            of("jdk-tls", 8, 1, "static field " + JDK + ".secure", "sun.security.ssl.SSLSocketImpl"),
            of("jdk-selector", 8, 1, "held by its selector only"),
            of("netty-nio", 8, 1, "held by its event loop only"),
            of("netty-epoll", 8, 1, "held by its event loop only", "io.netty.channel.epoll.EpollSocketChannel.socket"),
            of("tomcat", 11, 1, "an attribute of an HTTP session (Tomcat)", "TomcatHolders$Line.uplink"),
            of("apache4-idle", 8, 2, "idle in the pool (Apache HttpClient 4): 2", "> " + POOL + ".CLIENTS"),
            of("apache4-leased", 8, 2, "leased and not returned (Apache HttpClient 4): 2", "> " + POOL + ".LEASED"),
            of("apache5-idle", 8, 2, "idle in the pool (Apache HttpClient 5): 2", "> " + POOL + ".CLIENTS"),
            of("hikari-idle", 11, 2, "idle in the pool (HikariCP): ", "> " + POOL + ".CLIENTS"),
            of("hikari-leased", 11, 2, "leased and not returned (HikariCP): ", "> " + POOL + ".LEASED"),
            of("okhttp-idle", 8, 2, "idle in the pool (OkHttp): 2", "> " + POOL + ".CLIENTS"),
            of(
                    "okhttp-leased",
                    8,
                    2,
                    "leased by a call whose response has not been closed (OkHttp): 2",
                    "> " + POOL + ".LEASED"),
            of("jedis-idle", 8, 2, "idle in the pool (Commons Pool 2): 2", "> " + POOL + ".CLIENTS"),
            of(
                    "jedis-forgotten",
                    8,
                    2,
                    "held by its pool's register of all objects only",
                    "leased and not returned (Commons Pool 2): 2"),
            of("jedis-leased", 8, 2, "leased and not returned (Commons Pool 2): 2", "> " + POOL + ".LEASED"));

    private static HeldCase of(String name, int fromJdk, int count, String... said) {
        return new HeldCase(name, fromJdk, count, List.of(said));
    }

    @Override
    public String toString() {
        return name;
    }
}
