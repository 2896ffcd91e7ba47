package io.closewait.core.detect;

import io.closewait.core.config.DetectorMode;
import io.closewait.core.jdk.Owners;
import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.jdk.SocketProbe;
import io.closewait.core.registry.CoarseClock;
import io.closewait.core.registry.DescriptorTable;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.SharedAddresses;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import io.closewait.core.thread.AgentLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent's one thread that never waits for anything but the kernel: it hears of FINs, and a few times a second it looks
 * after new records, and decides which peer-closed sockets have become leaks.
 * <p>
 * An event carries a descriptor's number, which may have changed hands. So nothing is believed before the kernel was asked
 * again <em>and</em> the record was still in its slot afterwards: a record leaves its slot before its descriptor is closed.
 */
public final class Detector implements Runnable, AgentLoop.Work {
    private static final int TICK_MILLIS = 250;
    /** Every so many ticks the stacks of suspects that are still in use are interned, lest they pin classes. */
    private static final int TICKS_BETWEEN_INTERNS = 20;
    /** How many further sockets of a site that leaked get full evidence. */
    private static final int SUSPECTS = 100;

    private final DescriptorTable table;
    private final CoarseClock clock;
    private final Sites sites;
    private final Owner agent;
    private final long graceNanos;
    private final PeerWatch watch;
    private final Supplier<SocketProbe> probes;
    private final SocketProbe poll;
    private final SharedAddresses sharedAddresses = new SharedAddresses();
    private final BitSet listeningPorts = new BitSet();
    private final Set<SocketRecord> peerClosed = Collections.newSetFromMap(new ConcurrentHashMap<>());
    /** Made at the start: a lambda that is linked when there is no memory is broken for good. */
    private final Consumer<SocketRecord> secondLook = this::lookAgain;

    private final LeakRule rule;
    private final AgentLoop loop = new AgentLoop();
    private volatile boolean stopped;
    private boolean hasEnded;
    private int ticks;
    private long nextSweep;
    private final AtomicLong unwatchable = new AtomicLong();

    /** What the detector tells the agent around it. */
    public interface Owner extends LeakListener {
        /** A look failed; the next one looks at everything again. */
        void failed(Throwable failure);
    }

    Detector(
            CoarseClock clock,
            DescriptorTable table,
            Sites sites,
            Owner agent,
            long graceNanos,
            LeakAfter leakAfter,
            PeerWatch watch,
            Supplier<SocketProbe> probes) {
        this.clock = clock;
        this.table = table;
        this.sites = sites;
        this.agent = agent;
        this.graceNanos = graceNanos;
        this.rule = new LeakRule(leakAfter);
        this.watch = watch;
        this.probes = probes;
        this.poll = probes.get();
    }

    /**
     * A detector on epoll, or on a schedule where epoll cannot be had.
     *
     * @throws IOException if the mode is {@link DetectorMode#EPOLL} and it cannot be had
     */
    public static Detector create(
            DetectorMode mode,
            CoarseClock clock,
            DescriptorTable table,
            Sites sites,
            Owner agent,
            long graceNanos,
            LeakAfter leakAfter)
            throws IOException {
        return new Detector(clock, table, sites, agent, graceNanos, leakAfter, watchFor(mode), SocketPoll::new);
    }

    private static PeerWatch watchFor(DetectorMode mode) throws IOException {
        if (mode == DetectorMode.POLL) {
            return new ScheduledWatch();
        }
        try {
            return new EPollWatch();
        } catch (IOException noEpoll) {
            if (mode == DetectorMode.EPOLL) {
                throw noEpoll;
            }
            return new ScheduledWatch();
        }
    }

    /** {@code epoll} or {@code poll}. */
    public String name() {
        return watch.name();
    }

    /** Sockets whose peer's end was seen and that were open at the last look. Safe to read from any thread. */
    public Set<SocketRecord> peerClosed() {
        return Collections.unmodifiableSet(peerClosed);
    }

    /** Descriptors that the kernel would not watch: their FIN is only seen by their next use. */
    public long unwatchable() {
        return unwatchable.get();
    }

    /** How long a peer-closed socket stays open before it is a leak, from now on. */
    public void leakAfter(LeakAfter newLeakAfter) {
        rule.leakAfter(newLeakAfter);
    }

    /** Makes {@link #run} return at once where the watch can end its wait, elsewhere within a tick. */
    public synchronized void stop() {
        stopped = true;
        if (!hasEnded) {
            watch.endWait();
        }
    }

    @Override
    public void run() {
        try {
            nextSweep = System.nanoTime();
            loop.run(this);
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private synchronized void close() {
        hasEnded = true;
        watch.close();
    }

    @Override
    public boolean awaitTurn() {
        return !stopped; // a turn waits for its events by itself
    }

    /** The kernel tells of an event once: what the turn that failed may have missed is asked for again. */
    @Override
    public void failed(Throwable failure) {
        agent.failed(failure);
        table.forEach(secondLook);
    }

    @Override
    public void turn() throws InterruptedException {
        int events = await();
        long now = clock.advance();
        for (int i = 0; i < events; i++) {
            lookAt(watch.number(i), now);
        }
        if (now - nextSweep >= 0) {
            nextSweep = now + TICK_MILLIS * 1_000_000L;
            sweep(now);
        }
    }

    private int await() throws InterruptedException {
        try {
            return watch.await(TICK_MILLIS);
        } catch (IOException noEvents) {
            throw new UncheckedIOException(noEvents);
        }
    }

    /** One look at everything that time brings about. */
    private void sweep(long now) {
        // From the first look on: a lambda that is linked when there is no memory is broken for good.
        if (table.hasFresh() || ticks == 0) {
            table.forEachFresh(record -> needsAnotherVisit(record, now));
        }
        if (ticks++ % TICKS_BETWEEN_INTERNS == 0) {
            table.forEach(record -> {
                if (record.evidence() != null) {
                    record.intern(sites);
                }
            });
        }
        lookAfterPeerClosed();
    }

    /**
     * Which peer-closed sockets have become leaks, and which leaks have ended. The detector's thread does this several times a
     * second; another thread of the agent may, when it cannot wait for that.
     */
    public synchronized void lookAfterPeerClosed() {
        if (peerClosed.isEmpty()) {
            return;
        }
        long now = clock.advance();
        for (Iterator<SocketRecord> all = peerClosed.iterator(); all.hasNext(); ) {
            SocketRecord record = all.next();
            if (record.isClosed()) {
                all.remove();
                if (record.isLeaked()) {
                    record.intern(sites);
                    agent.leakEnded(record);
                }
            } else if (!record.isLeaked() && rule.isLeak(record, now)) {
                record.markLeaked();
                suspect(record.openingSite());
                agent.leaked(record);
            }
        }
    }

    private static void suspect(@Nullable Site site) {
        if (site != null) {
            site.suspect(SUSPECTS);
        }
    }

    private boolean needsAnotherVisit(SocketRecord record, long now) {
        if (record.isListening()) {
            record.intern(sites);
            noteListener(record);
            return false;
        }
        if (!record.isWatched() && now - record.openedAt() < graceNanos && !record.isAdopted()) {
            return true;
        }
        record.intern(sites);
        boolean again = !record.isWatched() && !startWatching(record);
        return record.closedByApplicationAt() != 0 ? lookAfterHeld(record, now) : again;
    }

    /** A channel that was closed while registered with a selector: a leak if the selector does not free it in time. */
    private boolean lookAfterHeld(SocketRecord record, long now) {
        if (record.isLeaked()) {
            return false;
        }
        peerClosed.add(record);
        return !rule.isHeldTooLong(record, now);
    }

    /** False while the socket is not connected: it would only report that it is not. */
    private boolean startWatching(SocketRecord record) {
        int number = record.number();
        int events = pollQuietly(number);
        if (!table.holds(record)) {
            return true;
        }
        boolean unconnected = (events & SocketPoll.POLLHUP) != 0 && (events & SocketPoll.POLLRDHUP) == 0;
        if (unconnected) {
            return false;
        }
        Endpoints endpoints = endpoints(record);
        if (!table.holds(record)) {
            return true;
        }
        record.endpoints(endpoints);
        if (listeningPorts.get(endpoints.localPort())) {
            record.markAccepted();
        }
        record.markWatched();
        if (!watch.watch(number)) {
            unwatchable.incrementAndGet();
        }
        return true;
    }

    private Endpoints endpoints(SocketRecord record) {
        Object owner = record.get();
        if (Owners.isUnixDomain(owner)) {
            return Endpoints.ofUnixDomain(Owners.unixPath(owner));
        }
        int number = record.number();
        InetSocketAddress peer = poll.remoteAddress(number);
        return new Endpoints(
                poll.localAddress(number),
                peer != null ? peer : Owners.peer(owner),
                Owners.peerHost(owner),
                sharedAddresses);
    }

    /** Sockets whose acceptance no hook sees (io_uring) are known by their local port. */
    private void noteListener(SocketRecord listener) {
        InetSocketAddress address = poll.localAddress(listener.number());
        if (address != null && table.holds(listener)) {
            listeningPorts.set(address.getPort());
        }
    }

    private int pollQuietly(int number) {
        try {
            return poll.poll(number);
        } catch (IOException closedMeanwhile) {
            return 0;
        }
    }

    void lookAt(int number, long now) {
        SocketRecord record = table.get(number);
        if (record == null || !record.isWatched()) {
            return; // the number's former owner; a new one is watched when its grace is over
        }
        int events = pollQuietly(number);
        if (!table.holds(record)) {
            return;
        }
        PeerState state = LeakRule.stateAfter(record, events);
        PeerState before = record.peerState();
        if (state != before) {
            peerClosed.add(record); // first: what fails without memory is done again
            record.peerState(state, now);
            if (before == PeerState.OPEN) {
                agent.peerClosed(record);
            }
        }
        if (state == PeerState.OPEN && !record.isInputShut()) {
            watch.watch(number);
        } else if (state == PeerState.OPEN || state == PeerState.FIN) {
            watch.watchForEnd(number);
        }
    }

    private void lookAgain(SocketRecord record) {
        lookAt(record.number(), clock.now());
    }

    /** Whether the record's socket leaks at this moment, by the kernel's word. May be called by any thread. */
    public boolean isLeakNow(SocketRecord record) {
        int events;
        try {
            events = probes.get().poll(record.number());
        } catch (IOException closedMeanwhile) {
            return false;
        }
        boolean isPeerGone = (events & (SocketPoll.POLLRDHUP | SocketPoll.POLLHUP)) != 0;
        return table.holds(record) && isPeerGone && record.isLeaked() && rule.isLeak(record, clock.advance());
    }
}
