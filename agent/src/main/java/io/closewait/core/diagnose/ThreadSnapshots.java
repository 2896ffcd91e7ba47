package io.closewait.core.diagnose;

import io.closewait.core.jdk.ThreadDetails;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.ThreadRef;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What threads do at the time of one report, each asked at most once however many sockets it used last. Lives as long as that
 * report.
 */
final class ThreadSnapshots {
    /** Each one stops its thread for some microseconds. */
    private static final int MOST = 1000;

    private final Sites sites;
    private final IdentityHashMap<Thread, @Nullable ThreadNow> taken = new IdentityHashMap<>();

    ThreadSnapshots(Sites sites) {
        this.sites = sites;
    }

    /** What the thread does now; null if it has ended or the JVM does not tell. */
    @Nullable
    ThreadNow of(@Nullable ThreadRef ref) {
        Thread thread = ref == null ? null : ref.get();
        return thread == null ? null : of(thread);
    }

    /** The same of a thread. */
    @Nullable
    ThreadNow of(Thread thread) {
        if (!taken.containsKey(thread) && taken.size() < MOST) {
            taken.put(thread, take(thread));
        }
        return taken.get(thread);
    }

    private @Nullable ThreadNow take(Thread thread) {
        ThreadDetails details = ThreadDetails.of(thread);
        StackTraceElement[] stack = details.stack();
        if (stack.length == 0) {
            return null;
        }
        Thread owner = details.owner();
        return new ThreadNow(
                thread.getName(),
                details.state(),
                sites.intern(stack),
                details.waitsFor(),
                owner == null ? "" : owner.getName(),
                owner == null ? null : sites.intern(ThreadDetails.of(owner).stack()));
    }
}
