package io.closewait.core;

import io.closewait.core.detect.Detector;
import io.closewait.core.diagnose.OpenSocket;
import io.closewait.core.jdk.SocketClose;
import io.closewait.core.jdk.Transport;
import io.closewait.core.log.AgentLog;
import io.closewait.core.registry.SocketRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The option {@code allowClose}: closes leaked sockets, to buy time until the code is fixed. Nothing else is ever closed. */
final class SocketCloser {
    private final Detector detector;

    SocketCloser(Detector detector) {
        this.detector = detector;
    }

    /** Closes those that are leaks at this moment; the answer is a line that tells of each that was not, and why. */
    String close(List<OpenSocket> sockets) {
        int closed = 0;
        List<String> refusals = new ArrayList<>();
        for (OpenSocket socket : sockets) {
            String refusal = close(socket);
            if (refusal.isEmpty()) {
                closed++;
            } else {
                refusals.add(socket.id + ": " + refusal);
            }
        }
        String answer =
                "closed " + closed + " of " + sockets.size() + (refusals.isEmpty() ? "" : "; not closed: " + refusals);
        AgentLog.logger().warn("closewait: close of leaked sockets, requested through JMX: {}", answer);
        return answer;
    }

    /** Why it was not closed, or an empty string. */
    private String close(OpenSocket socket) {
        SocketRecord record = socket.record;
        Object owner = record.get();
        if (!socket.isLeak() || !detector.isLeakNow(record)) {
            return "it is not a leak any more";
        }
        if (record.closedByApplicationAt() != 0) {
            return "the application has closed it; its selector frees the descriptor";
        }
        try {
            if (owner != null) {
                if (!SocketClose.isPossible(owner)) {
                    return "only a library can close its own "
                            + record.transport().label();
                }
                SocketClose.close(owner);
                return "";
            }
            boolean isChannel =
                    record.transport() == Transport.CHANNEL || record.transport() == Transport.ASYNC_CHANNEL;
            if (!isChannel || !record.isAbandoned()) {
                return "nobody can reach it; the garbage collector closes it";
            }
            SocketClose.close(record.number());
            return "";
        } catch (IOException | RuntimeException e) {
            return e.toString();
        }
    }
}
