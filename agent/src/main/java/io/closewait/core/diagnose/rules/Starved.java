package io.closewait.core.diagnose.rules;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.registry.Moment;
import org.jspecify.annotations.Nullable;

/** Accepted, and nobody has read it: the threads that serve its listener are busy with other connections and do not come back. */
public final class Starved implements Rule {
    private final Frames frames;

    public Starved(Frames frames) {
        this.frames = frames;
    }

    @Override
    public @Nullable Finding judge(SocketFacts facts) {
        if (!facts.accepted || facts.uses > 0 || facts.busyWorker == null) {
            return null;
        }
        int workers = facts.busyWorkers;
        return new Finding(Verdict.STARVED)
                .at(Moment.NOW)
                .because("accepted " + Ages.text(facts.openMillis) + " ago, and never read")
                .because(workers + (workers == 1 ? " thread serves" : " threads serve")
                        + " other connections of its listener, and " + (workers == 1 ? "has" : "have")
                        + " not come back")
                .because(facts.busyWorker.text(frames))
                .toDo("Free the threads that serve this listener: find out what they wait for, and give it a timeout.");
    }
}
