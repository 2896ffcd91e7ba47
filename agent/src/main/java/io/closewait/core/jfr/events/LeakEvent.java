package io.closewait.core.jfr.events;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.OpenSocket;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/**
 * A socket has become a leak, or was one when the recording began. Lasts from the peer's end to then. What else is known of it is in
 * {@link LeakDetailsEvent}.
 */
@Name("closewait.Leak")
@Label("Socket Leak")
@Description("A socket is still open although its peer has gone; the recording names the code to look at")
final class LeakEvent extends SocketEvent {
    @Label("Verdict")
    String verdict = "";

    @Label("Look At")
    @Description("The frame whose code leaks")
    String lookAt = "";

    @Label("Stack")
    @Description("The stack that matters for the verdict, one frame a line; what happened on it is in the details")
    String stack = "";

    void fill(OpenSocket socket, Frames frames) {
        fill(socket.record);
        verdict = socket.judgement.title();
        lookAt = socket.lookAt == null ? "" : socket.lookAt.toString();
        stack = stack(socket.judgement.site, frames);
    }
}
