package io.closewait.core.jfr.events;

import io.closewait.core.code.Frames;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.SocketRecord;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * What all events tell of their socket. Flight Recorder's own stack trace would be that of the agent's thread, so the
 * stacks that matter are fields.
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

    @Label("Local Address")
    String local = "";

    @Label("Accepted")
    @Description("Whether the socket was accepted on a port of this JVM; else it was connected")
    boolean accepted;

    @Label("Transport")
    String transport = "";

    @Label("State")
    @Description("CLOSE_WAIT, BOTH_SHUT, RESET, HUNG_UP; OPEN: closed by the application, held by a selector")
    String state = "";

    @Label("Opened By")
    @Description("The thread that opened the socket")
    String openedBy = "";

    @Label("Open For")
    @Timespan(Timespan.NANOSECONDS)
    long openFor;

    /** The facts that do not change, and the ages at {@code now}, a time of the agent's coarse clock. */
    final void fill(SocketRecord record, long now) {
        Endpoints endpoints = record.endpoints();
        fd = record.number();
        if (endpoints != null) {
            peer = endpoints.peer();
            local = endpoints.local();
        }
        accepted = record.isAccepted();
        transport = record.transport().label();
        state = record.peerState().label();
        openedBy = record.openedBy().name();
        openFor = now - record.openedAt();
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

    /** One frame a line, from the innermost outwards. */
    static String stack(@Nullable Site site) {
        List<String> lines = new ArrayList<>();
        int length = 0;
        for (StackTraceElement frame : site == null ? new ArrayList<StackTraceElement>() : site.frames()) {
            String line = frame.toString();
            length += line.length() + 1;
            if (length > MAX_STACK_LENGTH) {
                lines.add("...");
                break;
            }
            lines.add(line);
        }
        return String.join("\n", lines);
    }
}
