package io.closewait.core.registry;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Which thread runs a selector, and when it last came back to it: a thread that stays away leaves all channels of the selector
 * unattended. Written by application threads before each select, without a lock: a slot belongs to whichever selector came last,
 * so one that shares its slot with another one costs a small object a select and may not be known.
 */
public final class SelectorThreads {
    private static final int SLOTS = 1024;

    private final @Nullable SelectorThread[] slots = new SelectorThread[SLOTS];

    void selecting(Object selector, long time) {
        int slot = slotOf(selector);
        SelectorThread known = slots[slot];
        if (known == null || known.get() != selector || known.thread().get() != Thread.currentThread()) {
            known = new SelectorThread(selector, ThreadRef.of(Thread.currentThread()));
            slots[slot] = known;
        }
        known.selectedAt = time;
    }

    private static int slotOf(Object selector) {
        return System.identityHashCode(selector) & (SLOTS - 1);
    }

    /** Who runs this selector; null if nobody did since the agent's start, or that is not known any more. */
    public @Nullable SelectorThread of(Object selector) {
        SelectorThread known = slots[slotOf(selector)];
        return known != null && known.get() == selector ? known : null;
    }

    /** A thread that runs a selector; keeps neither. */
    public static final class SelectorThread extends WeakReference<Object> {
        private final ThreadRef thread;
        private long selectedAt;

        private SelectorThread(Object selector, ThreadRef thread) {
            super(selector);
            this.thread = thread;
        }

        public ThreadRef thread() {
            return thread;
        }

        /** When it last began a select, in nanoseconds of {@link CoarseClock}. */
        public long selectedAt() {
            return selectedAt;
        }
    }
}
