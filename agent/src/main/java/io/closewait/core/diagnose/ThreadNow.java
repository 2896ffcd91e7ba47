package io.closewait.core.diagnose;

import io.closewait.core.registry.Site;
import org.jspecify.annotations.Nullable;

/** What a thread does at the time of a report. Immutable. */
public final class ThreadNow {
    public final String name;
    public final Thread.State state;
    /** Its stack, interned. */
    public final Site site;
    /** What it waits for, such as {@code java.lang.Object@1b2c3d}; empty if it does not wait or that is not known. */
    public final String waitsFor;
    /** The thread that holds what it waits for; empty if none or not known. */
    public final String owner;
    /** The stack of that thread, null if not known. */
    public final @Nullable Site ownerSite;

    ThreadNow(String name, Thread.State state, Site site, String waitsFor, String owner, @Nullable Site ownerSite) {
        this.name = name;
        this.state = state;
        this.site = site;
        this.waitsFor = waitsFor;
        this.owner = owner;
        this.ownerSite = ownerSite;
    }

    /** One line: the state, what it waits for and who holds that. */
    public String text() {
        String text = "thread \"" + name + "\" is " + state + (waitsFor.isEmpty() ? "" : ", waits for " + waitsFor);
        if (owner.isEmpty()) {
            return text;
        }
        StackTraceElement at = ownerSite == null || ownerSite.frames().isEmpty()
                ? null
                : ownerSite.frames().get(0);
        return text + " held by thread \"" + owner + "\"" + (at == null ? "" : ", which is at " + at);
    }

    /** Whether a frame of this class and method is on its stack. */
    public boolean isInside(StackTraceElement frame) {
        for (StackTraceElement own : site.frames()) {
            if (own.getClassName().equals(frame.getClassName())
                    && own.getMethodName().equals(frame.getMethodName())) {
                return true;
            }
        }
        return false;
    }
}
