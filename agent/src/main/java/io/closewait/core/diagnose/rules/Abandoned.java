package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Judgement;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.jdk.Transport;
import org.jspecify.annotations.Nullable;

/** A collection found the owner unreachable; the descriptor is open. */
public final class Abandoned implements Rule {
    @Override
    public @Nullable Judgement judge(SocketFacts facts) {
        if (facts.reachable) {
            return null;
        }
        boolean collectorCloses = facts.transport == Transport.SOCKET;
        return new Judgement(
                Verdict.ABANDONED,
                facts.openingSite,
                facts.accepted ? "accepted" : "opened",
                "The code that opened it must close it on every path, error paths included: try-with-resources.",
                new Lines()
                        .add("the last collection found no reference to it")
                        .add(
                                collectorCloses
                                        ? "the JDK closes an unreachable java.net.Socket after a collection"
                                        : "the JDK never closes an unreachable channel: the descriptor is lost until the JVM ends")
                        .withUse(facts));
    }
}
