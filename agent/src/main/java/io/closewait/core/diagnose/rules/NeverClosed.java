package io.closewait.core.diagnose.rules;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.InvolvedLibraries;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.library.Library.Situation;
import io.closewait.core.library.PoolState;
import io.closewait.core.registry.Moment;
import org.jspecify.annotations.Nullable;

/** Left open by whoever opened or served it: the plain leak. Nobody has read up to the end of the stream. */
public final class NeverClosed implements Rule {
    /** A reader that was there just now may go on. */
    private static final long READ_JUST_NOW_MILLIS = 5000;

    private final Frames frames;

    public NeverClosed(Frames frames) {
        this.frames = frames;
    }

    @Override
    public @Nullable Finding judge(SocketFacts facts) {
        boolean isReadSince = facts.lastReadMillis >= 0 && facts.lastReadMillis < facts.finMillis;
        if (facts.stacks().isEmpty() || (isReadSince && facts.lastReadMillis < READ_JUST_NOW_MILLIS)) {
            return null;
        }
        boolean isWrittenSince = facts.lastWriteMillis >= 0 && facts.lastWriteMillis < facts.finMillis;
        Finding finding = new Finding(Verdict.NEVER_CLOSED)
                .becauseIf(
                        isWrittenSince,
                        (facts.accepted ? "answered " : "written to ") + Ages.text(facts.lastWriteMillis)
                                + " ago, after the peer left, and not closed")
                .becauseIf(
                        isReadSince && !facts.isFinSeenLate(),
                        "read " + Ages.text(facts.lastReadMillis) + " ago, after the peer left, but not to the end");
        return facts.accepted ? accepted(finding) : connected(finding, facts);
    }

    private static Finding accepted(Finding finding) {
        return finding.at(Moment.FIRST_WRITTEN, Moment.FIRST_USED, Moment.LAST_WRITTEN, Moment.LAST_READ)
                .toDo(
                        "Close it when its work is done. While it is open, keep a read pending: only a read tells that the"
                                + " peer has left.");
    }

    private Finding connected(Finding finding, SocketFacts facts) {
        boolean isUnread = facts.hasUnreadAnswer();
        long sibling = facts.siblingMillis;
        boolean isNotGivenBack = sibling >= 0;
        boolean isLent = facts.poolState == PoolState.LENT;
        finding.becauseIf(isLent, "its pool has lent it out, and has not got it back");
        if (facts.isPoolOfOne && !isLent) {
            finding.in(Situation.CLIENT_PER_CALL)
                    .probably(true)
                    .because(
                            "idle in a pool that has no other connection, like others from here: a client for each call");
        } else if (isUnread) {
            finding.in(Situation.UNREAD_ANSWER).because("an answer was not read to its end");
        } else if (isLent) {
            finding.in(Situation.NOT_GIVEN_BACK);
        } else if (isNotGivenBack || facts.isOfLosingOrigin) {
            boolean isPooled = new InvolvedLibraries(facts, frames).pool() != null;
            finding.in(isPooled ? Situation.NOT_GIVEN_BACK : Situation.USUAL)
                    .becauseIf(!isNotGivenBack, "other connections from here to this peer were not returned")
                    .becauseIf(
                            isNotGivenBack,
                            "another connection from here to this peer was opened " + Ages.text(sibling)
                                    + " ago, while this one lay unused: it was not returned");
        }
        return finding.at(Moment.OPENED, Moment.CONNECTED, Moment.FIRST_USED)
                .toDo(
                        isNotGivenBack || isLent
                                ? "Close it, or return it to its pool, on every path: finally or try-with-resources."
                                : "Close it on every path, error paths included: with try-with-resources, or where its owner is done with it.");
    }
}
