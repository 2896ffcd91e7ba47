package io.closewait.core.jfr.events;

import io.closewait.core.diagnose.OpenSocket;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A socket has become a leak, or was one when the recording began. Lasts from the peer's end to then. */
@Name("closewait.Leak")
@Label("Socket Leak")
@Description("A socket is still open although its peer has gone; the recording names the code to look at")
final class LeakEvent extends SocketEvent {
    @Label("Peer Closed For")
    @Timespan(Timespan.NANOSECONDS)
    long peerClosedFor;

    @Label("Verdict")
    String verdict = "";

    @Label("Look At")
    @Description("The frame whose code leaks")
    String lookAt = "";

    @Label("Evidence")
    @Description("What the verdict rests on, one fact a line")
    String evidence = "";

    @Label("Hint")
    @Description("What to do")
    String hint = "";

    @Label("Last User")
    @Description("The thread that read or wrote last")
    String lastUser = "";

    @Label("Guilty Stack Is")
    @Description("What happened on the guilty stack, such as 'opened'")
    String guiltyStackIs = "";

    @Label("Guilty Stack")
    @Description("The stack that matters for the verdict")
    String guiltyStack = "";

    @Label("Opening Stack")
    @Description("Empty if it is the guilty stack")
    String openingStack = "";

    void fill(OpenSocket socket, long now) {
        fill(socket.record, now);
        peerClosedFor = uselessFor(socket.record, now);
        verdict = socket.judgement.title();
        lookAt = socket.lookAt == null ? "" : socket.lookAt.toString();
        evidence = String.join("\n", socket.judgement.evidence);
        hint = socket.judgement.hint;
        lastUser = socket.facts.lastUser;
        guiltyStackIs = socket.judgement.moment == null ? "" : socket.judgement.moment.label();
        guiltyStack = stack(socket.judgement.site);
        if (socket.facts.openingSite() != socket.judgement.site) {
            openingStack = stack(socket.facts.openingSite());
        }
    }
}
