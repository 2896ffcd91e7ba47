package io.closewait.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows, after a test or a class, the sockets that it has to answer for, until they are closed or leak. What left nothing
 * open is not kept waiting. Used by one thread.
 */
final class LeakCheck {
    private static final long PAUSE_MILLIS = 20;

    private final RunningAgent agent;
    private final long openedAfter;
    private final Predicate<OpenSocket> answersFor;
    private final Settings settings;
    private final Map<Long, Long> peerClosedSince = new HashMap<>();

    /**
     * @param openedAfter older sockets, by their id, do not matter
     * @param answersFor which of the others do
     */
    LeakCheck(RunningAgent agent, long openedAfter, Predicate<OpenSocket> answersFor, Settings settings) {
        this.agent = agent;
        this.openedAfter = openedAfter;
        this.answersFor = answersFor;
        this.settings = settings;
    }

    /**
     * The sockets that leak. Waits {@code leakAfterMillis} for peers to leave, and as long again for a socket to be closed after
     * its peer, or twice that while it is written to. What the garbage collector had closed, nobody else will close.
     *
     * @param now all sockets at this moment
     */
    List<OpenSocket> leaks(List<OpenSocket> now) throws InterruptedException {
        List<OpenSocket> sockets = now;
        long start = System.nanoTime();
        // When the sockets were asked for, which is all that counts: on a busy machine a pass may take longer than all
        // of the patience.
        long asked = start;
        while (true) {
            List<OpenSocket> leaks = new ArrayList<>();
            boolean isMoreToCome = false;
            for (OpenSocket socket : answeredFor(sockets)) {
                if (socket.closedByGc) {
                    leaks.add(socket);
                    continue;
                }
                if (!socket.peerClosed) {
                    isMoreToCome |= socket.connected && millis(start, asked) <= settings.leakAfterMillis;
                    continue;
                }
                long peerClosed = peerClosedMillis(socket, asked);
                if (quietMillis(socket, peerClosed) >= settings.leakAfterMillis) {
                    leaks.add(socket);
                } else {
                    isMoreToCome |= peerClosed < 2 * settings.leakAfterMillis;
                }
            }
            if (!isMoreToCome) {
                return leaks;
            }
            Thread.sleep(PAUSE_MILLIS);
            asked = System.nanoTime();
            sockets = agent.sockets(openedAfter, "");
        }
    }

    /**
     * What to fail with; null if nothing leaks.
     *
     * @param openers who opened them: lines
     */
    @Nullable
    SocketLeakError error(List<OpenSocket> leaks, List<String> openers) {
        String report = leaks.isEmpty() ? "" : agent.report(leaks).trim();
        if (report.isEmpty()) {
            return null; // closed in the last moment
        }
        List<OpenSocket> open = new ArrayList<>(leaks);
        open.removeIf(socket -> socket.closedByGc);
        boolean isHoldersWanted = !open.isEmpty() && (settings.holders || Boolean.getBoolean(Holders.PROPERTY));
        return new SocketLeakError(
                new LeakReport(report),
                openers,
                Boolean.getBoolean(LeakReport.FULL_PROPERTY),
                isHoldersWanted ? Holders.text(open) : "");
    }

    private List<OpenSocket> answeredFor(List<OpenSocket> sockets) {
        List<OpenSocket> mine = new ArrayList<>();
        for (OpenSocket socket : sockets) {
            if (socket.id > openedAfter && !socket.known && answersFor.test(socket)) {
                mine.add(socket);
            }
        }
        if (!mine.isEmpty() && !settings.exclude.isEmpty()) {
            Set<Long> excluded = new HashSet<>();
            for (OpenSocket socket : agent.sockets(openedAfter, settings.patterns())) {
                excluded.add(socket.id);
            }
            mine.removeIf(socket -> excluded.contains(socket.id));
        }
        return mine;
    }

    /** How long it has been peer-closed and not written to: a half-closed connection may be in use. */
    private static long quietMillis(OpenSocket socket, long peerClosed) {
        return socket.lastWriteMillis < 0 ? peerClosed : Math.min(peerClosed, socket.lastWriteMillis);
    }

    /** Since it was seen so here: the agent's own time begins at the end of its grace. */
    private long peerClosedMillis(OpenSocket socket, long asked) {
        return millis(peerClosedSince.computeIfAbsent(socket.id, id -> asked), asked);
    }

    private static long millis(long from, long until) {
        return (until - from) / 1_000_000;
    }

    /** The greatest id, 0 without sockets. */
    static long lastId(List<OpenSocket> sockets) {
        long last = 0;
        for (OpenSocket socket : sockets) {
            last = Math.max(last, socket.id);
        }
        return last;
    }
}
