package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.rules.Abandoned;
import io.closewait.core.diagnose.rules.ClosedButHeld;
import io.closewait.core.diagnose.rules.EndOfStreamIgnored;
import io.closewait.core.diagnose.rules.HalfClosedBusy;
import io.closewait.core.diagnose.rules.IdleInPool;
import io.closewait.core.diagnose.rules.NeverClosed;
import io.closewait.core.diagnose.rules.ReadingPaused;
import io.closewait.core.diagnose.rules.RequestNeverCompleted;
import io.closewait.core.diagnose.rules.Starved;
import io.closewait.core.diagnose.rules.Stuck;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What kind of leak a socket is. Defined for users in {@code docs/verdicts.md}; ordered from the most specific: the first whose
 * rule holds is given.
 */
public enum Verdict {
    CLOSED_BUT_HELD(
            "closed but held",
            "closed by the application, but a selector still holds the descriptor",
            ClosedButHeld::new),
    ABANDONED("abandoned", "nobody can reach the socket any more, and nobody closed it", frames -> new Abandoned()),
    HALF_CLOSED_BUSY(
            "half-closed and busy",
            "the peer ended its side, the application still sends: no leak",
            frames -> new HalfClosedBusy()),
    END_OF_STREAM_IGNORED(
            "end of stream ignored", "a read returned -1, and nobody closed the socket", EndOfStreamIgnored::new),
    STUCK("stuck", "the thread that must come back for the socket is busy or blocked", Stuck::new),
    STARVED("starved", "accepted and never read: the threads that serve its listener are stuck", Starved::new),
    REQUEST_NEVER_COMPLETED(
            "request never completed",
            "a request was read, its handler returned and left it incomplete",
            RequestNeverCompleted::new),
    READING_PAUSED(
            "reading paused",
            "nobody asks to read, so nobody notices that the peer has left",
            frames -> new ReadingPaused()),
    IDLE_IN_POOL(
            "idle in a pool", "a pool keeps the socket, and nobody has used it since the peer left", IdleInPool::new),
    NEVER_CLOSED("never closed", "left open by the code that opened or served it", NeverClosed::new),
    NEVER_ACCEPTED("never accepted", "the peer left while the connection waited in a listener's backlog", null),
    UNKNOWN_ORIGIN("unknown origin", "opened before the agent was attached, or by native code", null),
    UNDETERMINED("undetermined", "what is known does not single out a cause", null);

    private final String label;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor, which keeps nothing
    private final @Nullable Function<Frames, Rule> rule;

    /** @param rule when a socket has this verdict; null if no rule gives it */
    Verdict(String label, String meaning, @Nullable Function<Frames, Rule> rule) {
        this.label = label;
        this.meaning = meaning;
        this.rule = rule;
    }

    /** When a socket has this verdict; null if the kernel tells, or none has it. */
    @Nullable
    Rule rule(Frames frames) {
        return rule == null ? null : rule.apply(frames);
    }

    /** As reports print it. */
    public String label() {
        return label;
    }

    /** One line that explains the label. */
    public String meaning() {
        return meaning;
    }
}
