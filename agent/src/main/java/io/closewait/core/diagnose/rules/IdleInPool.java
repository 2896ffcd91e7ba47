package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Judgement;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.registry.Site;
import org.jspecify.annotations.Nullable;

/** Nobody has touched the connection since before the peer left, somebody holds it, and it looks pooled. */
public final class IdleInPool implements Rule {
    @Override
    public @Nullable Judgement judge(SocketFacts facts) {
        if (facts.accepted || !facts.reachable || !facts.isUntouchedSinceFin() || facts.uses == 0) {
            return null;
        }
        Site site =
                facts.connectSite != null && Pool.on(facts.openingSite) == null ? facts.connectSite : facts.openingSite;
        Pool pool = Pool.on(site);
        if (pool == null && facts.reuses == 0) {
            return null;
        }
        if (facts.unread > 0 && (pool == null || pool.streams())) {
            return null;
        }
        String hint = pool != null
                ? pool.setting
                : "Let the pool that keeps it validate or evict idle connections sooner than the peer closes them.";
        return new Judgement(
                Verdict.IDLE_IN_POOL,
                site,
                "opened",
                hint,
                new Lines()
                        .addIf(pool != null, "opened by " + (pool == null ? "" : pool.label))
                        .addIf(facts.reuses > 0, "used again after a pause " + facts.reuses + " times")
                        .withUse(facts));
    }
}
