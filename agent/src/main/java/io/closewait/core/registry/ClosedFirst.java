package io.closewait.core.registry;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one origin to one peer that this side closed first: each keeps its port for 60 s, in {@code TIME_WAIT}. Numbers
 * are estimated from a sample when there are many. Immutable.
 */
public final class ClosedFirst {
    public final Site site;
    public final InetSocketAddress peer;
    /** Since the start, or since the last long pause if there are very many peers. */
    public final long total;
    /** In the last five to ten seconds. */
    public final double perSecond;
    /** In the busiest five seconds. */
    public final double mostPerSecond;
    /** Those whose ports are in {@code TIME_WAIT} now, if nothing uses these again. */
    public final long lastMinute;

    private ClosedFirst(Counting counting) {
        this.site = counting.site;
        this.peer = counting.peer;
        this.total = Math.round(counting.total);
        this.perSecond = counting.rate.perSecond();
        this.mostPerSecond = counting.rate.mostPerSecond();
        this.lastMinute = Math.round(counting.rate.lastMinute());
    }

    /** The peer as {@link PeerKey} has it. */
    public long peerKey() {
        return PeerKey.of(peer.getAddress().getAddress(), peer.getPort());
    }

    /** Such as {@code 127.0.0.1:6379} or {@code [::1]:6379}. */
    public String peerText() {
        String host = peer.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + peer.getPort();
    }

    /** The same while they are being counted. */
    static final class Counting {
        private final Site site;
        private final InetSocketAddress peer;
        private final RecentRate rate;
        private double total;

        Counting(Site site, InetSocketAddress peer, long from) {
            this.site = site;
            this.peer = peer;
            this.rate = new RecentRate(from);
        }

        void add(double connections) {
            total += connections;
            rate.add(connections);
        }

        void countedUpTo(long now) {
            rate.countedUpTo(now);
        }

        ClosedFirst counted() {
            return new ClosedFirst(this);
        }
    }

    /** What names one: an origin and a peer. */
    static final class Key {
        private final Site site;
        private final InetSocketAddress peer;

        Key(Site site, InetSocketAddress peer) {
            this.site = site;
            this.peer = peer;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key && ((Key) other).site == site && ((Key) other).peer.equals(peer);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(site) + peer.hashCode();
        }
    }
}
