package io.closewait.core.jfr.events;

import io.closewait.core.code.Frames;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.SocketRecord;
import java.util.Collections;
import java.util.List;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * What all events tell of their socket: little, for {@code jfr view} gives each field a column. Flight Recorder's own stack trace
 * is that of the thread that commits the event, here one of the agent's, and its API takes no other: so the stacks that matter are
 * fields.
 */
@Category("Closewait")
@StackTrace(false)
abstract class SocketEvent extends Event {
    /** Flight Recorder takes strings that fit its buffers; a longer stack loses its outermost frames. */
    private static final int MAX_STACK_LENGTH = 4000;

    @Label("Descriptor")
    int fd;

    @Label("Peer")
    String peer = "";

    final void fill(SocketRecord record) {
        Endpoints endpoints = record.endpoints();
        fd = record.number();
        if (endpoints != null) {
            peer = endpoints.peer();
        }
    }

    /** The time since the socket has been of no use: since the peer's end, or since the application closed it. */
    static long uselessFor(SocketRecord record, long now) {
        return now - (record.finAt() != 0 ? record.finAt() : record.closedByApplicationAt());
    }

    /** The application's frame, else the library's, else none. */
    static String frame(@Nullable Site site, Frames frames) {
        StackTraceElement frame = frames.toLookAt(site);
        return frame == null ? "" : frame.toString();
    }

    /**
     * One frame a line, from the innermost outwards, without the JDK's at both ends: a cell of {@code jfr view} has few lines, and
     * one unless asked.
     */
    static String stack(@Nullable Site site, Frames frames) {
        List<StackTraceElement> stack = site == null ? Collections.emptyList() : frames.toRead(site);
        StringBuilder lines = new StringBuilder();
        for (StackTraceElement frame : stack) {
            String line = frame.toString();
            if (lines.length() + line.length() > MAX_STACK_LENGTH) {
                return lines.append("\n...").toString();
            }
            lines.append(lines.length() == 0 ? "" : "\n").append(line);
        }
        return lines.toString();
    }
}
