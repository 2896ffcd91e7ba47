package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.registry.PeerState;
import org.jspecify.annotations.Nullable;

/** The peer ended its side only, and the application goes on sending: what half-close is made for. */
public final class HalfClosedBusy implements Rule {
    @Override
    public @Nullable Finding judge(SocketFacts facts) {
        boolean writtenSince = facts.lastWriteMillis >= 0 && facts.lastWriteMillis < facts.finMillis;
        if (facts.peerState != PeerState.FIN || facts.leaked || !writtenSince) {
            return null;
        }
        return new Finding(Verdict.HALF_CLOSED_BUSY)
                .at(facts.birth())
                .because("written to " + Ages.text(facts.lastWriteMillis) + " ago, after the peer ended its side "
                        + Ages.text(facts.finMillis) + " ago");
    }
}
