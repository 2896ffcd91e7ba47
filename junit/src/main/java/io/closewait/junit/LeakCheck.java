package io.closewait.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks, after a test or a class, at the sockets that it has to answer for, until they are closed or leak. What left nothing
 * open is not kept waiting. Used by one thread.
 */
final class LeakCheck {
    private static final long PAUSE_MILLIS = 20;

    private final RunningAgent agent;
    private final TestScopes scopes;
    private final TestScope scope;
    private final Settings settings;
    private final Map<Long, Long> peerClosedSince = new HashMap<>();
    private final long start = System.nanoTime();

    LeakCheck(RunningAgent agent, TestScopes scopes, TestScope scope, Settings settings) {
        this.agent = agent;
        this.scopes = scopes;
        this.scope = scope;
        this.settings = settings;
    }

    /**
     * Ends the scope and returns the sockets that leak. Waits {@code leakAfterMillis} for peers to leave, and as long again for a
     * socket to be closed after its peer, or twice that while it is written to.
     */
    List<OpenSocket> leaks() throws InterruptedException {
        List<OpenSocket> open = agent.openSockets("");
        scopes.end(scope, lastId(open));
        while (true) {
            List<OpenSocket> leaks = new ArrayList<>();
            boolean isMoreToCome = false;
            for (OpenSocket socket : answeredFor(open)) {
                if (!socket.peerClosed) {
                    isMoreToCome |= socket.connected && millisSince(start) <= settings.leakAfterMillis;
                    continue;
                }
                // By its own time, measured once: on a busy machine one look may take longer than all of the patience.
                long peerClosed = peerClosedMillis(socket);
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
            open = agent.openSockets("");
        }
    }

    private List<OpenSocket> answeredFor(List<OpenSocket> open) {
        List<OpenSocket> mine = new ArrayList<>();
        for (OpenSocket socket : open) {
            boolean isNew = socket.id > scope.beganAfter && !socket.known && !scopes.isReported(socket.id);
            if (isNew && scopes.attribute(socket).isAnsweredBy(scope)) {
                mine.add(socket);
            }
        }
        if (!mine.isEmpty() && !settings.exclude.isEmpty()) {
            Set<Long> excluded = new HashSet<>();
            for (OpenSocket socket : agent.openSockets(settings.exclude)) {
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
    private long peerClosedMillis(OpenSocket socket) {
        return millisSince(peerClosedSince.computeIfAbsent(socket.id, id -> System.nanoTime()));
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
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
