package io.closewait.core.registry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Interns captured stacks. Called by the agent's threads only: symbolising a stack is the most expensive thing the agent does.
 * Bounded: when there is no room for a further site, one that stands for all others is given, and counted.
 */
public final class Sites {
    /**
     * How many of the JDK's frames are kept at the inner end of a stack that is too deep. A regular expression or a parser calls
     * itself hundreds of times: who called it tells more.
     */
    private static final int INNERMOST = 8;

    @GuardedBy("this")
    private final Map<List<StackTraceElement>, Site> sites = new HashMap<>();

    private final Site others = Site.ofOthers();
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
            return others;
        }
        site = new Site(sites.size() + 1, frames);
        sites.put(frames, site);
        return site;
    }

    /** The same, but not kept: of a stack that is looked at once. */
    public Site passing(StackTraceElement[] stack) {
        return new Site(0, trimmed(stack));
    }

    private List<StackTraceElement> trimmed(StackTraceElement[] stack) {
        int end = known(stack);
        int from = 0;
        while (from < end && isOwn(stack[from].getClassName())) {
            from++;
        }
        List<StackTraceElement> frames = new ArrayList<>(Math.min(end - from, maxDepth));
        int inner = from + INNERMOST;
        if (end - from > maxDepth && isOfJdk(stack, from, inner)) {
            for (int i = from; i < inner; i++) {
                frames.add(plain(stack[i]));
            }
            from = inner;
            while (from < end - 1 && isOfJdk(stack[from].getClassName())) {
                from++;
            }
        }
        for (int i = from; i < end && frames.size() < maxDepth; i++) {
            frames.add(plain(stack[i]));
        }
        return Collections.unmodifiableList(frames);
    }

    private static boolean isOfJdk(StackTraceElement[] stack, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isOfJdk(stack[i].getClassName())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfJdk(String className) {
        return className.startsWith("java.")
                || className.startsWith("javax.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.startsWith("com.sun.");
    }

    /**
     * How many frames there are. A {@code Throwable} of JDK 8 whose first {@code getStackTrace} ran out of memory keeps what it had
     * by then, and null for the outer frames, for good; JDK-8150778 (9) fixed that.
     */
    private static int known(StackTraceElement[] stack) {
        int end = 0;
        while (end < stack.length && stack[end] != null) {
            end++;
        }
        return end;
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
