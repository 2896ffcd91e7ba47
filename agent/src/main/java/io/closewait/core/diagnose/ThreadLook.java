package io.closewait.core.diagnose;

import io.closewait.core.jdk.ThreadDetails;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.ThreadRef;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Looks at threads for one report, each at most once however many sockets it used last. Lives as long as that report. */
final class ThreadLook {
    private final Sites sites;
    private final IdentityHashMap<Thread, @Nullable ThreadNow> seen = new IdentityHashMap<>();

    ThreadLook(Sites sites) {
        this.sites = sites;
    }

    /** What the thread does now; null if it has ended or the JVM does not tell. */
    @Nullable
    ThreadNow at(@Nullable ThreadRef ref) {
        Thread thread = ref == null ? null : ref.get();
        if (thread == null) {
            return null;
        }
        if (!seen.containsKey(thread)) {
            seen.put(thread, look(thread));
        }
        return seen.get(thread);
    }

    private @Nullable ThreadNow look(Thread thread) {
        ThreadDetails details = ThreadDetails.of(thread);
        StackTraceElement[] stack = details.stack();
        if (stack.length == 0) {
            return null;
        }
        Thread owner = details.owner();
        Site ownerSite =
                owner == null ? null : sites.intern(ThreadDetails.of(owner).stack());
        return new ThreadNow(
                thread.getName(),
                details.state(),
                sites.intern(stack),
                details.waitsFor(),
                owner == null ? "" : owner.getName(),
                ownerSite);
    }
}
