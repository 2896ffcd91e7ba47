package io.closewait.core.jfr.events;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.OpenOrigin;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Descriptors were short, or an origin's open sockets only grew: one event for each origin of the report. */
@Name("closewait.OpenOrigin")
@Label("Open Sockets")
@Category("Closewait")
@Description("Who holds the descriptors, leaks or not; written when they are short or one of the origins only grows")
@StackTrace(false)
final class OpenOriginEvent extends Event {
    @Label("Sockets")
    int count;

    @Label("Growing")
    @Description("Whether they only grow in number")
    boolean growing;

    @Label("Growth Per Minute")
    @Description("How many more per minute, over the last minutes")
    double perMinute;

    @Label("Look At")
    @Description("The line that opened them, or their listener")
    String lookAt = "";

    @Label("Peers")
    String peers = "";

    @Label("Stack")
    @Description("A stack that opened them, one frame a line")
    String stack = "";

    void fill(OpenOrigin origin, Frames frames) {
        count = origin.count;
        growing = origin.isGrowing;
        perMinute = origin.growth.perMinute();
        lookAt = origin.lookAt == null ? "" : origin.lookAt.toString();
        peers = origin.peers.toString();
        stack = SocketEvent.stack(origin.listener != null ? origin.listener : origin.site, frames);
    }
}
