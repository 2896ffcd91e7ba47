package io.closewait.core.registry;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The two addresses of a connection in as few bytes as they need: a record may live for weeks, a million times. */
public final class Endpoints {
    private static final byte[] NONE = {};

    private final byte[] local;
    private final byte[] peer;
    private final String name;
    private final boolean unixDomain;
    private final char localPort;
    private final char peerPort;

    /**
     * The ends of a TCP connection. Either may be null: a socket that is not bound, not connected, or reset.
     *
     * @param peerHost the peer's name as the application gave it, or empty
     * @param others where other connections with the same ends find theirs
     */
    public Endpoints(
            @Nullable InetSocketAddress local,
            @Nullable InetSocketAddress peer,
            String peerHost,
            SharedAddresses others) {
        this.name = others.shared(peerHost);
        this.unixDomain = false;
        this.local = others.shared(bytes(local));
        this.peer = others.shared(bytes(peer));
        this.localPort = local == null ? 0 : (char) local.getPort();
        this.peerPort = peer == null ? 0 : (char) peer.getPort();
    }

    private Endpoints(String path) {
        this.name = path;
        this.unixDomain = true;
        this.local = NONE;
        this.peer = NONE;
        this.localPort = 0;
        this.peerPort = 0;
    }

    /** The ends of a Unix-domain connection, which have one path between them. */
    public static Endpoints ofUnixDomain(String path) {
        return new Endpoints(path);
    }

    private static byte[] bytes(@Nullable InetSocketAddress address) {
        return address == null || address.getAddress() == null
                ? NONE
                : address.getAddress().getAddress();
    }

    public int localPort() {
        return localPort;
    }

    /** 0 when there is no peer. */
    public int peerPort() {
        return peerPort;
    }

    public boolean isUnixDomain() {
        return unixDomain;
    }

    /** The peer's name as the application gave it; empty if it gave an address. */
    public String peerHost() {
        return unixDomain ? "" : name;
    }

    public boolean hasPeer() {
        return peer.length > 0;
    }

    /** The peer as {@link PeerKey} has it; only if {@link #hasPeer}. */
    public long peerKey() {
        return PeerKey.of(peer, peerPort);
    }

    /** Such as {@code 127.0.0.1:6379} or {@code [::1]:6379}; empty when it is not known. */
    public String local() {
        return unixDomain ? name : text(local, localPort);
    }

    /** As {@link #local}, of the other end. */
    public String peer() {
        return unixDomain ? name : text(peer, peerPort);
    }

    private static String text(byte[] address, int port) {
        if (address.length == 0) {
            return "";
        }
        try {
            String host = InetAddress.getByAddress(address).getHostAddress();
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        } catch (UnknownHostException impossible) {
            return "";
        }
    }
}
