package io.closewait.core.detect;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.jdk.SocketProbe;
import io.closewait.core.registry.CoarseClock;
import io.closewait.core.registry.DescriptorTable;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import io.closewait.core.thread.AgentLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

    private final DescriptorTable table;
    private final CoarseClock clock;
    private final Sites sites;
    private final Owner agent;
    private final PeerWatch watch;
    private final Supplier<SocketProbe> probes;
    private final SocketProbe poll;
    private final PeerClosedSockets peerClosed;
    private final NewSockets newSockets;
    private final Set<SocketRecord> inputShut = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Made at the start: a lambda that is linked when there is no memory is broken for good. */
    private final Consumer<SocketRecord> secondLook = this::lookAgain;

    private final LeakRule rule;
    private final AgentLoop loop = new AgentLoop();
    private volatile boolean stopped;

    @GuardedBy("this")
    private boolean hasEnded;

    private int ticks;
    private long nextSweep;

    /** What the detector tells the agent around it. */
    public interface Owner extends LeakListener {
        /** A pass failed; the next one checks everything again. */
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
        this.rule = new LeakRule(leakAfter);
        this.watch = watch;
        this.probes = probes;
        this.poll = probes.get();
        this.peerClosed = new PeerClosedSockets(clock, sites, rule, agent);
        this.newSockets = new NewSockets(table, sites, graceNanos, rule, watch, poll, peerClosed);
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
        return new Detector(clock, table, sites, agent, graceNanos, leakAfter, PeerWatch.of(mode), SocketPoll::new);
    }

    /** {@code epoll} or {@code poll}. */
    public String name() {
        return watch.name();
    }

    /** Sockets whose peer's end was seen and that were open at the last look. Safe to read from any thread. */
    public Set<SocketRecord> peerClosed() {
        return peerClosed.records();
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
            nextSweep = clock.now();
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
            table.forEachFresh(record -> newSockets.needsAnotherVisit(record, now));
        }
        if (ticks++ % TICKS_BETWEEN_INTERNS == 0) {
            table.forEach(record -> {
                if (record.evidence() != null) {
                    record.intern(sites);
                }
            });
        }
        lookAfterInputShut(now);
        lookAfterPeerClosed();
    }

    /**
     * Which peer-closed sockets have become leaks, and which leaks have ended. The detector's thread does this several times a
     * second; another thread of the agent may, when it cannot wait for that.
     */
    public void lookAfterPeerClosed() {
        peerClosed.check();
    }

    void lookAt(int number, long now) {
        SocketRecord record = table.get(number);
        if (record == null || !record.isWatched()) {
            return; // the number's former owner; a new one is watched when its grace is over
        }
        int events = poll.pollQuietly(number);
        boolean isInCloseWait = record.isInputShut() && poll.isInCloseWait(number);
        if (!table.holds(record)) {
            return;
        }
        PeerState state = LeakRule.stateAfter(record, events, isInCloseWait);
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
        if (state == PeerState.OPEN && record.isInputShut()) {
            inputShut.add(record);
        }
    }

    /** No event tells of the FIN once the application has shut down its input: the few such sockets are asked for their state. */
    private void lookAfterInputShut(long now) {
        for (Iterator<SocketRecord> all = inputShut.iterator(); all.hasNext(); ) {
            SocketRecord record = all.next();
            if (record.isClosed() || record.peerState() != PeerState.OPEN) {
                all.remove();
            } else if (poll.isInCloseWait(record.number())) {
                lookAt(record.number(), now);
            }
        }
    }

    private void lookAgain(SocketRecord record) {
        lookAt(record.number(), clock.now());
    }

    /** Whether the record's socket leaks at this moment, by the kernel's word. May be called by any thread. */
    public boolean isLeakNow(SocketRecord record) {
        int events = probes.get().pollQuietly(record.number());
        boolean isPeerGone = (events & (SocketPoll.POLLRDHUP | SocketPoll.POLLHUP)) != 0;
        return table.holds(record) && isPeerGone && record.isLeaked() && rule.isLeak(record, clock.advance());
    }
}
