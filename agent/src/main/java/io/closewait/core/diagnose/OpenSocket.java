package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.jdk.ThreadDetails;
import io.closewait.core.pattern.PatternRule;
import io.closewait.core.registry.SocketRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One open socket by itself, with the verdict on it. Immutable. */
public final class OpenSocket {
    /** Unique in this JVM's run, unlike a descriptor's number, and greater than those of sockets that were seen before. */
    public final long id;

    public final SocketRecord record;
    public final SocketFacts facts;
    public final Judgement judgement;
    /** The line to look at; null if none is known. */
    public final @Nullable StackTraceElement lookAt;
    /** Names the origin in every run of the application, see {@link Fingerprint}. */
    public final String fingerprint;
    /** Why this leak is accepted; empty if it is not. */
    public final String accepted;
    /** The thread that opened it, as {@link Thread#getId} has it; -1 if that thread is gone. */
    public final long openedByThreadId;

    OpenSocket(SocketRecord record, SocketFacts facts, Judgement judgement, Frames frames, KnownLeaks known) {
        this.id = record.id();
        this.record = record;
        this.facts = facts;
        this.judgement = judgement;
        this.lookAt = judgement.lookAt;
        this.fingerprint = Fingerprint.of(facts, judgement, frames);
        String reason = known.reason(fingerprint, facts);
        this.accepted = reason == null ? "" : reason;
        Thread opener = record.openedBy().get();
        this.openedByThreadId = opener == null ? -1 : ThreadDetails.id(opener);
    }

    /** Whether it counts as a leak: peer-closed for long enough, and nobody has accepted that. */
    public boolean isLeak() {
        return facts.leaked && accepted.isEmpty();
    }

    /** Whether one of the patterns picks it. */
    public boolean matchesAny(List<PatternRule<String>> rules) {
        for (PatternRule<String> rule : rules) {
            if (KnownLeaks.picks(rule, facts)) {
                return true;
            }
        }
        return false;
    }
}
