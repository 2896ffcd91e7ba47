package io.closewait.junit;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The check without JUnit Jupiter: for JUnit 4, TestNG and whatever else runs tests.
 *
 * <pre>{@code
 * SocketLeaks leaks = SocketLeaks.watch();
 * new PriceClient().load();
 * leaks.assertNone();
 * }</pre>
 *
 * All sockets of this JVM count that are opened from {@link #watch} on, whoever opens them. The agent is attached if it is not there.
 * Where it cannot run, on another system than Linux, nothing is checked. Immutable and thread-safe.
 */
public final class SocketLeaks {
    /** Null where it cannot run. */
    private final @Nullable RunningAgent agent;

    private final long openedAfter;
    private final Settings settings;

    private SocketLeaks(@Nullable RunningAgent agent, long openedAfter, Settings settings) {
        this.agent = agent;
        this.openedAfter = openedAfter;
        this.settings = settings;
    }

    /**
     * Begins with the sockets that are opened from now on.
     *
     * @throws IllegalStateException with what is wrong, if the agent cannot be attached
     */
    public static SocketLeaks watch() {
        if (!RunningAgent.isSupported()) {
            return new SocketLeaks(null, 0, Settings.defaults("SocketLeaks"));
        }
        RunningAgent agent = RunningAgent.get();
        return new SocketLeaks(agent, agent.lastId(), Settings.defaults("SocketLeaks"));
    }

    /**
     * The same with {@link FailOnSocketLeak#leakAfterMillis}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SocketLeaks leakAfterMillis(long millis) {
        return new SocketLeaks(agent, openedAfter, settings.leakAfterMillis(millis));
    }

    /**
     * The same with {@link FailOnSocketLeak#exclude}.
     *
     * @throws IllegalArgumentException if a pattern is none
     */
    public SocketLeaks exclude(String... patterns) {
        Settings changed = settings.exclude(patterns);
        if (agent != null) {
            changed.check(agent);
        }
        return new SocketLeaks(agent, openedAfter, changed);
    }

    /**
     * Waits, as a test with the extension does at its end, until the sockets are closed or leak.
     *
     * @throws SocketLeakError if some leak
     * @throws IllegalStateException if the thread was interrupted meanwhile
     */
    public void assertNone() {
        if (agent == null) {
            return;
        }
        try {
            LeakCheck check = new LeakCheck(agent, openedAfter, socket -> true, settings);
            List<OpenSocket> leaks = check.leaks(agent.sockets(openedAfter, ""));
            SocketLeakError error = check.error(leaks, Collections.emptyList());
            if (error != null) {
                throw error;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while closewait was waiting for sockets to be closed", e);
        }
    }
}
