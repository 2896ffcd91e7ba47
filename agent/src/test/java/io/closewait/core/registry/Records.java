package io.closewait.core.registry;

import static java.util.Objects.requireNonNull;

import io.closewait.core.jdk.Transport;
import io.closewait.core.registry.SocketRecord.Birth;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Records for tests: as the hooks and the detector would have made them, without a socket. */
public final class Records {
    private Records() {}

    /** A registry that nobody tells anything. */
    public static Registry registry() {
        return new Registry(4096, new Registry.Owner() {
            @Override
            public String reconfigure(String options) {
                return "";
            }

            @Override
            public void socketCallFailed(Throwable failure) {}
        });
    }

    /** How many records there are, counted one by one. */
    static int count(Registry registry) {
        AtomicInteger count = new AtomicInteger();
        registry.table().forEach(record -> count.incrementAndGet());
        return count.get();
    }

    /** An outgoing connection of this owner, opened at this site. */
    public static SocketRecord connected(Object owner, int number, Site site) {
        return new SocketRecord(owner, number, Transport.SOCKET, Birth.CONNECTING, site, System.nanoTime());
    }

    /** Puts into the registry an outgoing connection of which the detector has not heard. */
    public static SocketRecord opened(Registry registry, Object owner, int number) {
        return opened(registry, owner, number, Site.ofOthers());
    }

    /** The same, opened at this site. */
    public static SocketRecord opened(Registry registry, Object owner, int number, Site site) {
        SocketRecord record = connected(owner, number, site);
        registry.table().put(record);
        return record;
    }

    /** The same, opened by the caller: its stack is captured, and nobody has made a site of it. */
    public static SocketRecord openedHere(Registry registry, Object owner, int number) {
        SocketRecord record = new SocketRecord(
                owner, number, Transport.SOCKET, Birth.CONNECTING, new StackCapture(), System.nanoTime());
        registry.table().put(record);
        return record;
    }

    /** Puts into the registry an outgoing connection that is open and watched. */
    public static SocketRecord watched(Registry registry, Object owner, int number) {
        SocketRecord record = opened(registry, owner, number);
        record.markWatched();
        return record;
    }

    /** Puts into the registry an outgoing connection that has leaked. */
    public static SocketRecord leaked(Registry registry, Object owner, int number, Site site) {
        SocketRecord record = connected(owner, number, site);
        registry.table().put(record);
        markLeaked(registry, record);
        return record;
    }

    /** The record's socket has leaked, and nobody was told. */
    public static void markLeaked(Registry registry, SocketRecord record) {
        record.endpoints(new Endpoints(loopback(40_000 + record.number()), loopback(6379), "", new SharedAddresses()));
        record.peerState(PeerState.FIN, registry.clock().advance());
        record.markLeaked();
    }

    /** Puts into the registry an accepted connection that is open. */
    public static SocketRecord accepted(Registry registry, Object owner, int number, Site site) {
        SocketRecord record =
                new SocketRecord(owner, number, Transport.SOCKET, Birth.ACCEPTED, site, System.nanoTime());
        registry.table().put(record);
        record.endpoints(new Endpoints(loopback(8080), loopback(40_000 + number), "", new SharedAddresses()));
        return record;
    }

    /** Takes the record out of the registry, as the hook on close does. */
    public static void close(Registry registry, SocketRecord record) {
        registry.table().removeIfHeld(record);
        record.closed(registry.clock().now());
    }

    /** The application has read at that time. */
    public static void read(SocketRecord record, long time) {
        record.read(time);
    }

    /** The application has written at that time. */
    public static void wrote(SocketRecord record, long time) {
        record.written(time);
    }

    /** The application has shut its output down. */
    public static void shutOutput(SocketRecord record) {
        record.outputWasShut();
    }

    /** The application has shut its input down. */
    public static void shutInput(SocketRecord record) {
        record.inputWasShut();
    }

    /** A listener that was just opened on this number. */
    public static SocketRecord listening(Registry registry, Object owner, int number) {
        SocketRecord record = openedHere(registry, owner, number);
        record.listens(50);
        return record;
    }

    /** Puts into the registry a socket that a census found open on this number. */
    public static SocketRecord adopted(Registry registry, int number) {
        registry.adopt(number, 4711);
        return requireNonNull(registry.table().get(number));
    }

    /** Whether the next sockets of this site leave the stacks of their uses. */
    public static boolean isSuspect(Site site) {
        return site.takeSuspect();
    }

    /** A channel that the application has closed, and whose selector still holds its descriptor. */
    public static void closedByApplication(SocketRecord record, long time) {
        record.closedByApplication(null, time);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
