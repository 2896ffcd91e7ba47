package io.closewait.core.diagnose;

import io.closewait.core.registry.StackAllowances;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;

/** What is known of a socket's use, a fact a line: the evidence that every verdict ends with. */
final class Uses {
    private Uses() {}

    static List<String> of(SocketFacts facts, Verdict verdict) {
        List<String> lines = new ArrayList<>();
        if (facts.openingSite() == null && !facts.accepted && !facts.adopted) {
            lines.add("its opening stack was not taken: more than " + StackAllowances.OPENINGS_A_SECOND
                    + " connections per second were being opened");
        }
        if (facts.lastUseMillis() < 0) {
            lines.add("never read or written since it was " + facts.birth().label() + " " + Ages.text(facts.openMillis)
                    + " ago");
        } else {
            lines.add("last used " + Ages.text(facts.lastUseMillis()) + " ago by " + ThreadNow.named(facts.lastUser)
                    + whenOf(facts));
        }
        boolean isReadingOff = facts.interest >= 0 && (facts.interest & SelectionKey.OP_READ) == 0;
        if (isReadingOff && facts.endOfStreamMillis < 0) {
            lines.add("registered with a selector without OP_READ: nobody will notice that the peer has left");
        }
        if (facts.unread > 0) {
            // Elsewhere what was not read may be anything.
            boolean isFarewell = facts.hasFarewell() && verdict == Verdict.IDLE_IN_POOL;
            lines.add(bytes(facts.unread) + " unread"
                    + (isFarewell ? ": the peer's parting message, not an answer to a request" : ""));
        }
        if (facts.unsent > 0) {
            lines.add(bytes(facts.unsent) + " written and not acknowledged by the peer");
        }
        return lines;
    }

    private static String whenOf(SocketFacts facts) {
        boolean isTold = facts.endOfStreamMillis >= 0 && facts.endOfStreamMillis <= facts.lastUseMillis();
        if (isTold || facts.finMillis < 0) {
            return "";
        }
        if (!facts.isUntouchedSinceFin()) {
            return ", after the peer left";
        }
        return facts.isFinSeenLate() ? "" : ", before the peer left";
    }

    private static String bytes(long count) {
        return count + (count == 1 ? " byte" : " bytes");
    }
}
