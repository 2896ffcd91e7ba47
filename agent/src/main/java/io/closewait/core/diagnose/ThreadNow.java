package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
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

    /** One line: the state, what it waits for and who holds that, with the frame of that one's application code. */
    public String text(Frames frames) {
        String text = named(name) + " is " + state + (waitsFor.isEmpty() ? "" : ", waiting for " + waitsFor);
        if (owner.isEmpty() && ownerSite == null) {
            return text;
        }
        StackTraceElement at = frames.toLookAt(ownerSite);
        if (at == null && ownerSite != null && !ownerSite.frames().isEmpty()) {
            at = ownerSite.frames().get(0);
        }
        return text + ", held by " + named(owner) + (at == null ? "" : ", which is at " + at);
    }

    /** A thread's name in a sentence; virtual threads mostly have none. */
    static String named(String name) {
        return name.isEmpty() ? "an unnamed virtual thread" : "thread \"" + name + "\"";
    }

    /** Whether somebody else must do something before it goes on, and that somebody is known or holds a monitor. */
    public boolean isHeldUp() {
        return state == Thread.State.BLOCKED || ownerSite != null;
    }

    /** Whether it waits, but not for work nor for a time that it has set itself. */
    public boolean isAway() {
        return state != Thread.State.RUNNABLE && !isWaitingForWork() && !isSleeping();
    }

    /** Whether it runs code of its own, and no native method that waits for the kernel. */
    public boolean isBusy() {
        return state == Thread.State.RUNNABLE
                && !site.frames().isEmpty()
                && !site.frames().get(0).isNativeMethod();
    }

    /** Whether it goes on after some time, whatever happens. */
    public boolean isTimed() {
        return state == Thread.State.TIMED_WAITING;
    }

    /** Whether it has set itself a time to go on. */
    public boolean isSleeping() {
        return WaitingForWork.isSleep(site.frames());
    }

    /** Whether it is where threads wait for the next task, connection or event: done with whatever it did before. */
    public boolean isWaitingForWork() {
        return WaitingForWork.is(site.frames());
    }

    /** Whether it waits for its channels' events. */
    public boolean isWaitingForEvents() {
        return WaitingForWork.isForEvents(site.frames());
    }
}
