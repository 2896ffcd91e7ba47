package io.closewait.core.diagnose.rules;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.InvolvedLibraries;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.library.Library;
import io.closewait.core.library.PoolState;
import io.closewait.core.registry.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Nobody has touched the connection since before the peer left, somebody holds it, and a pool keeps it: one that is known opened
 * it, or it was used again and again. Not if something says that it was not free.
 */
public final class IdleInPool implements Rule {
    private static final String TO_DO = "Have the pool validate or evict idle connections before the peer closes them.";

    private final Frames frames;

    public IdleInPool(Frames frames) {
        this.frames = frames;
    }

    @Override
    public @Nullable Finding judge(SocketFacts facts) {
        if (facts.accepted || !facts.reachable || facts.poolState == PoolState.LENT || facts.isPoolOfOne) {
            return null;
        }
        boolean isIdle = facts.poolState == PoolState.IDLE;
        boolean isUnused = facts.isUntouchedSinceFin() && facts.uses > 0 && !facts.isAnswerAwaited();
        if (!isIdle && (!isUnused || facts.siblingMillis >= 0 || facts.hasUnreadAnswer())) {
            return null;
        }
        Library pool = new InvolvedLibraries(facts, frames).pool();
        if (isIdle) {
            return new Finding(Verdict.IDLE_IN_POOL)
                    .at(Moment.OPENED, Moment.CONNECTED)
                    .because((pool == null ? "its pool" : "the pool of " + pool.name()) + " has it as idle")
                    .toDo(TO_DO);
        }
        boolean isReused = facts.reuses > 0;
        if (!isReused && (pool == null || facts.isOfLosingOrigin || wouldHaveClosed(pool, facts))) {
            return null;
        }
        return new Finding(Verdict.IDLE_IN_POOL)
                .probably(!isReused)
                .at(Moment.OPENED, Moment.CONNECTED)
                .becauseIf(pool != null, "opened by the pool of " + (pool == null ? "" : pool.name()))
                .becauseIf(
                        isReused, "reused " + (facts.reuses == 1 ? "once" : facts.reuses + " times") + " after a pause")
                .becauseIf(
                        !isReused && pool != null && !pool.streamsBodies(),
                        "but a connection that was used once and never returned looks the same")
                .becauseIf(
                        !isReused && pool != null && pool.streamsBodies(),
                        "but a response that was not closed looks the same if all of it fitted the client's buffer")
                .toDo(TO_DO);
    }

    /**
     * A pool that closes its idle connections by itself does not have this one any more; nor, most likely, one that is half way
     * there and has not given it to the thread which opened another one.
     */
    private static boolean wouldHaveClosed(Library pool, SocketFacts facts) {
        if (pool.closesIdleAfter() == null) {
            return false;
        }
        long limit = pool.closesIdleAfter().toMillis();
        return facts.lastUseMillis() > limit || (facts.isOneOfSeveralOfThread && facts.lastUseMillis() > limit / 2);
    }
}
