package io.closewait.core.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Interns captured stacks. Called by the agent's threads only: symbolising a stack is the dearest thing the agent does.
 * Bounded: when there is no room for a further site, {@link Site#OTHER} is given and counted.
 */
public final class Sites {
    private final Map<List<StackTraceElement>, Site> sites = new HashMap<>();
    private final AtomicLong dropped = new AtomicLong();
    private final int maxSites;
    private final int maxDepth;

    public Sites(int maxSites, int maxDepth) {
        this.maxSites = maxSites;
        this.maxDepth = maxDepth;
    }

    /** The site of a capture. */
    public Site intern(StackCapture capture) {
        Site known = capture.site();
        if (known == null) {
            known = intern(capture.getStackTrace());
            capture.interned(known);
        }
        return known;
    }

    /** The site of a stack that was taken in another way, such as a thread's stack now. */
    public synchronized Site intern(StackTraceElement[] stack) {
        List<StackTraceElement> frames = trimmed(stack);
        Site site = sites.get(frames);
        if (site != null) {
            return site;
        }
        if (sites.size() >= maxSites) {
            dropped.incrementAndGet();
            return Site.OTHER;
        }
        site = new Site(sites.size() + 1, frames);
        sites.put(frames, site);
        return site;
    }

    private List<StackTraceElement> trimmed(StackTraceElement[] stack) {
        int from = 0;
        while (from < stack.length && isOwn(stack[from].getClassName())) {
            from++;
        }
        List<StackTraceElement> frames = new ArrayList<>(Math.min(stack.length - from, maxDepth));
        for (int i = from; i < stack.length && frames.size() < maxDepth; i++) {
            frames.add(plain(stack[i]));
        }
        return Collections.unmodifiableList(frames);
    }

    private static boolean isOwn(String className) {
        return className.startsWith("io.closewait.core.") || className.startsWith("io.closewait.hooks.");
    }

    /** Without loader and module, which JDK 9 and later add or leave out depending on how a stack was taken. */
    private static StackTraceElement plain(StackTraceElement frame) {
        return new StackTraceElement(
                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }

    /** All sites, as they are now. */
    public synchronized List<Site> all() {
        return new ArrayList<>(sites.values());
    }

    /** How many there are. */
    public synchronized int size() {
        return sites.size();
    }

    /** How often there was no room for a site. */
    public long dropped() {
        return dropped.get();
    }
}
