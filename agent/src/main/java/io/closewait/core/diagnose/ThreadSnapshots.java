package io.closewait.core.diagnose;

import io.closewait.core.jdk.ThreadDetails;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.ThreadRef;
import java.util.IdentityHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What threads do at the time of one report, each asked at most once however many sockets it used last. Lives as long as that
 * report.
 */
final class ThreadSnapshots {
    /** Each one stops all threads for some microseconds. */
    private static final int MOST = 1000;

    private static final int MOST_GLIMPSES = 200;

    private final Sites sites;
    private final IdentityHashMap<Thread, @Nullable ThreadNow> taken = new IdentityHashMap<>();
    private final IdentityHashMap<Thread, @Nullable ThreadNow> glimpses = new IdentityHashMap<>();

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
            taken.put(thread, take(thread, sites::intern));
        }
        return taken.get(thread);
    }

    /** The same, to look through many threads: the stack is not kept as a site, or each report would bring new ones. */
    @Nullable
    ThreadNow glimpse(Thread thread) {
        ThreadNow known = taken.get(thread);
        if (known != null) {
            return known;
        }
        if (!glimpses.containsKey(thread) && glimpses.size() < MOST_GLIMPSES) {
            glimpses.put(thread, take(thread, sites::passing));
        }
        return glimpses.get(thread);
    }

    /** A glimpse whose stacks are kept. */
    ThreadNow kept(ThreadNow glimpse) {
        Site owner = glimpse.ownerSite;
        return new ThreadNow(
                glimpse.name,
                glimpse.state,
                kept(glimpse.site),
                glimpse.waitsFor,
                glimpse.owner,
                owner == null ? null : kept(owner));
    }

    private Site kept(Site site) {
        return sites.intern(site.frames().toArray(new StackTraceElement[0]));
    }

    private @Nullable ThreadNow take(Thread thread, Function<StackTraceElement[], Site> toSite) {
        ThreadDetails details = ThreadDetails.of(thread);
        StackTraceElement[] stack = details.stack();
        if (stack.length == 0) {
            return null;
        }
        Thread owner = details.owner();
        return new ThreadNow(
                thread.getName(),
                details.state(),
                toSite.apply(stack),
                details.waitsFor(),
                owner == null ? "" : owner.getName(),
                owner == null ? null : toSite.apply(ThreadDetails.of(owner).stack()));
    }
}
