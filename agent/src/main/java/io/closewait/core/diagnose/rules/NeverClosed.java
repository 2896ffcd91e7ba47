package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Judgement;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.registry.Site;
import org.jspecify.annotations.Nullable;

/** Opened, perhaps used, and left open: the plain leak. Nobody has read up to the end of the stream. */
public final class NeverClosed implements Rule {
    @Override
    public @Nullable Judgement judge(SocketFacts facts) {
        if (!facts.isUntouchedSinceFin()) {
            return null;
        }
        boolean tellsFirstUse = facts.firstUseSite != null && (facts.accepted || facts.openingSite == null);
        Site site = tellsFirstUse ? facts.firstUseSite : facts.openingSite;
        if (site == null) {
            return null;
        }
        String name = tellsFirstUse ? "first used" : facts.accepted ? "accepted" : "opened";
        return new Judgement(Verdict.NEVER_CLOSED, site, name, hint(facts), new Lines().withUse(facts));
    }

    private static String hint(SocketFacts facts) {
        if (facts.accepted) {
            return "Nobody reads this connection, so nobody sees that the peer has left: keep a read (or read interest)"
                    + " on it, or close it after an idle time.";
        }
        Pool client = Pool.on(facts.openingSite);
        if (client != null) {
            return facts.unread > 0 && client.streams()
                    ? "The response was not read to its end. " + client.setting
                    : client.setting;
        }
        return "Close what was opened here on every path, error paths included: try-with-resources.";
    }
}
