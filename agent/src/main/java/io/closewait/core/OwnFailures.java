package io.closewait.core;

import io.closewait.core.log.AgentLog;
import io.closewait.core.registry.Failures;
import org.jspecify.annotations.Nullable;

/** The failures of the agent's own code, and how many are too many: an agent that does not work here had better be gone. */
final class OwnFailures {
    private static final long MAX_OF_HOOKS = 1000;
    /** The agent's threads fail once in a turn. */
    private static final long MAX_OF_THREADS = 100;

    private final Failures ofHooks;
    private final Failures ofThreads = new Failures();
    private boolean isTold;

    OwnFailures(Failures ofHooks) {
        this.ofHooks = ofHooks;
    }

    /** One of the agent's threads failed in its turn. */
    void add(Throwable failure) {
        if (!(failure instanceof VirtualMachineError)) { // which is the JVM's, when it has no memory left
            ofThreads.add(failure);
        }
    }

    /** Logs the first failure of a thread, once. Called by the reporter's thread. */
    void tell() {
        if (ofThreads.count() > 0 && !isTold) {
            isTold = true;
            AgentLog.logger()
                    .error("closewait: a check or a report failed; the next one tries again", ofThreads.first());
        }
    }

    /** Why the agent has to stop; null if there is no reason. */
    @Nullable
    String reasonToStop() {
        if (ofHooks.count() > MAX_OF_HOOKS) {
            return "its hooks failed " + ofHooks;
        }
        return ofThreads.count() >= MAX_OF_THREADS ? "its threads failed " + ofThreads : null;
    }
}
