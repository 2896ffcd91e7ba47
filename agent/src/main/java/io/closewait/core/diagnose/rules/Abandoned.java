package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.jdk.Transport;
import org.jspecify.annotations.Nullable;

/** A garbage collection found the owner unreachable; the descriptor is open, or was until the JDK closed it for that reason. */
public final class Abandoned implements Rule {
    @Override
    public @Nullable Finding judge(SocketFacts facts) {
        if (facts.reachable) {
            return null;
        }
        return new Finding(Verdict.ABANDONED)
                .at(facts.birth())
                .because(
                        facts.closedByGcMillis < 0
                                ? "the last garbage collection found no reference to it"
                                : "a garbage collection found no reference to it, and the JDK closed it then")
                .becauseIf(
                        facts.closedByGcMillis < 0,
                        facts.transport == Transport.SOCKET
                                ? "the JDK closes an unreachable java.net.Socket after a garbage collection"
                                : "the JDK never closes an unreachable channel: the descriptor is lost until the JVM ends")
                .toDo(
                        "Close it on every path, error paths included, and before the last reference to it is dropped, replaced or evicted.");
    }
}
