package io.closewait.core.jfr.events;

import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.Frames;
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

    void fill(Finding finding, long now, Frames frames) {
        fill(finding.record, now);
        peerClosedFor = uselessFor(finding.record, now);
        verdict = finding.judgement.verdict.label();
        lookAt = frame(finding.judgement.site, frames);
        evidence = String.join("\n", finding.judgement.evidence);
        hint = finding.judgement.hint;
        lastUser = finding.facts.lastUser;
        guiltyStackIs = finding.judgement.siteName;
        guiltyStack = stack(finding.judgement.site);
        if (finding.facts.openingSite != finding.judgement.site) {
            openingStack = stack(finding.facts.openingSite);
        }
    }
}
