package io.closewait.core.registry;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The stacks of a socket beyond the one that opened it, by moment. Application threads put captures in, racing each other; the
 * agent's threads put the site of a capture in its place, unless another one was put there meanwhile.
 */
public final class Evidence {
    /** Stacks that the uses of one socket may take in one tick of the clock, however busy it is. */
    private static final int MOST_IN_A_TICK = 16;

    private final AtomicReferenceArray<@Nullable Stack> stacks = new AtomicReferenceArray<>(Moment.COUNT);

    private Moment lastTaken = Moment.OPENED;
    private long takenAt;
    private int takenInTick;

    /** A read or a write, which takes its stack if it is the first of a tick, or the direction has changed. */
    void used(Moment moment, long time) {
        if (time != takenAt) {
            takenAt = time;
            takenInTick = 0;
        } else if (moment == lastTaken || takenInTick >= MOST_IN_A_TICK) {
            return;
        }
        lastTaken = moment;
        takenInTick++;
        StackCapture capture = new StackCapture();
        stacks.compareAndSet(index(Moment.FIRST_USED), null, capture);
        put(moment, capture);
    }

    /** A read of -1: the first one of a tick takes its stack. */
    void endOfStream(long time) {
        if (time != takenAt || lastTaken != Moment.END_OF_STREAM || !has(Moment.END_OF_STREAM)) {
            takenAt = time;
            lastTaken = Moment.END_OF_STREAM;
            put(Moment.END_OF_STREAM, new StackCapture());
        }
    }

    void put(Moment moment, Stack stack) {
        if (stack instanceof StackCapture) {
            ((StackCapture) stack).replaces(stacks.get(index(moment)));
        }
        stacks.set(index(moment), stack);
    }

    private boolean has(Moment moment) {
        return stacks.get(index(moment)) != null;
    }

    @SuppressWarnings("EnumOrdinal") // an index that nobody keeps
    private static int index(Moment moment) {
        return moment.ordinal();
    }

    /** Replaces captures by sites, so that no class is pinned any more. */
    void intern(Sites sites) {
        for (int i = 0; i < Moment.COUNT; i++) {
            Stack stack = stacks.get(i);
            if (stack instanceof StackCapture) {
                stacks.compareAndSet(i, stack, sites.intern((StackCapture) stack));
            }
        }
    }

    /**
     * Where that happened; null if no stack was taken, or the first is not interned yet. While a later one is not, which is so of
     * a socket that is used as the report is made, it is the one before.
     */
    public @Nullable Site site(Moment moment) {
        Stack stack = stacks.get(index(moment));
        Site site = stack == null ? null : stack.site();
        return site == null && stack instanceof StackCapture ? ((StackCapture) stack).earlier() : site;
    }
}
