package io.closewait.core.jfr.events;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.OpenSocket;
import io.closewait.core.registry.Endpoints;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** The facts behind a {@link LeakEvent}, for {@code jfr print}: an event of its own, so that the other has few columns. */
@Name("closewait.LeakDetails")
@Label("Socket Leak Details")
@Description(
        "What the verdict on a leaked socket rests on, and what to do; descriptor and peer are those of its leak event")
final class LeakDetailsEvent extends SocketEvent {
    @Label("Look At")
    @Description("The frame whose code leaks")
    String lookAt = "";

    @Label("Look At Note")
    @Description("What that frame is if it is not the application's nearest to what happened, such as its listener's")
    String lookAtNote = "";

    @Label("Evidence")
    @Description("What the verdict rests on, one fact a line")
    String evidence = "";

    @Label("Hint")
    @Description("What to do")
    String hint = "";

    @Label("State")
    @Description("CLOSE_WAIT, BOTH_SHUT, RESET, HUNG_UP; OPEN: closed by the application, held by a selector")
    String state = "";

    @Label("Peer Closed For")
    @Timespan(Timespan.NANOSECONDS)
    long peerClosedFor;

    @Label("Open For")
    @Timespan(Timespan.NANOSECONDS)
    long openFor;

    @Label("Local Address")
    String local = "";

    @Label("Accepted")
    @Description("Whether the socket was accepted on a port of this JVM; else it was connected")
    boolean accepted;

    @Label("Transport")
    String transport = "";

    @Label("Opened By")
    @Description("The thread that opened the socket")
    String openedBy = "";

    @Label("Last User")
    @Description("The thread that read or wrote last")
    String lastUser = "";

    @Label("Stack Shows")
    @Description("What happened on the stack of the leak event, such as 'opened'")
    String stackIs = "";

    @Label("Opening Stack")
    @Description("Empty if it is the stack of the leak event")
    String openingStack = "";

    /** @param now a time of the agent's coarse clock */
    void fill(OpenSocket socket, Frames frames, long now) {
        fill(socket.record);
        lookAt = socket.lookAt == null ? "" : socket.lookAt.toString();
        lookAtNote = socket.judgement.lookAtNote;
        evidence = String.join("\n", socket.judgement.evidence);
        hint = socket.judgement.hint;
        state = socket.record.peerState().label();
        peerClosedFor = uselessFor(socket.record, now);
        openFor = now - socket.record.openedAt();
        Endpoints endpoints = socket.record.endpoints();
        local = endpoints == null ? "" : endpoints.local();
        accepted = socket.record.isAccepted();
        transport = socket.record.transport().label();
        openedBy = socket.record.openedBy().name();
        lastUser = socket.facts.lastUser;
        stackIs = socket.judgement.moment == null ? "" : socket.judgement.moment.label();
        if (socket.facts.openingSite() != socket.judgement.site) {
            openingStack = stack(socket.facts.openingSite(), frames);
        }
    }
}
