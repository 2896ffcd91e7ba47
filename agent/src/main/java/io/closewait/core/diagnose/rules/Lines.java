package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.registry.Registry;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;

/** The evidence of a judgement, a fact a line. Every rule ends with what is known of the socket's use. */
final class Lines {
    private final List<String> lines = new ArrayList<>();

    Lines add(String line) {
        lines.add(line);
        return this;
    }

    Lines addIf(boolean condition, String line) {
        return condition ? add(line) : this;
    }

    /** What is missing; when the peer left, when the socket was used last, what waits in it. */
    List<String> withUse(SocketFacts facts) {
        if (facts.openingSite == null && !facts.accepted) {
            add("where it was opened is not known: more than " + Registry.OPENINGS_A_SECOND
                    + " connections a second were being opened, and as many stacks are taken");
        }
        if (facts.lastUseMillis() < 0) {
            add("never read or written since it was opened " + Ages.text(facts.openMillis) + " ago");
        } else {
            String by = facts.lastUser.isEmpty() ? "" : " by thread \"" + facts.lastUser + "\"";
            boolean isTold = facts.endOfStreamMillis >= 0 && facts.endOfStreamMillis <= facts.lastUseMillis();
            String when =
                    isTold ? "" : facts.isUntouchedSinceFin() ? ", before the peer left" : ", after the peer left";
            add("last used " + Ages.text(facts.lastUseMillis()) + " ago" + by + when);
        }
        if (facts.interest >= 0 && (facts.interest & SelectionKey.OP_READ) == 0) {
            add("registered with a selector without interest in reading: the application will not hear of the peer");
        }
        if (facts.unread > 0) {
            add(facts.unread + " bytes wait unread");
        }
        if (facts.unsent > 0) {
            add(facts.unsent + " bytes are written but not acknowledged by the peer");
        }
        return lines;
    }
}
