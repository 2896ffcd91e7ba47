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

    /** Ends the scope and returns the sockets that leak; waits for at most twice {@code leakAfterMillis}. */
    List<OpenSocket> leaks() throws InterruptedException {
        List<OpenSocket> open = agent.openSockets("");
        scopes.end(scope, lastId(open));
        while (true) {
            List<OpenSocket> leaks = new ArrayList<>();
            boolean isMoreToCome = false;
            long elapsed = millisSince(start);
            for (OpenSocket socket : answeredFor(open)) {
                if (socket.peerClosed && quietMillis(socket) >= settings.leakAfterMillis) {
                    leaks.add(socket);
                } else {
                    // A peer that leaves late still gives the test its time; one that stays does not keep it waiting.
                    long patience = (socket.peerClosed ? 2 : 1) * settings.leakAfterMillis;
                    isMoreToCome |= elapsed <= patience && (socket.peerClosed || socket.connected);
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
    private long quietMillis(OpenSocket socket) {
        long since = millisSince(peerClosedSince.computeIfAbsent(socket.id, id -> System.nanoTime()));
        return socket.lastWriteMillis < 0 ? since : Math.min(since, socket.lastWriteMillis);
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
