package io.closewait.bench.workload;

import java.util.concurrent.Callable;

/** Runs something at a given depth of stack, since a capture costs by the frame. */
final class Depth {
    private Depth() {}

    /** Runs {@code action} with {@code depth} frames below it. */
    static <T> T at(int depth, Callable<T> action) throws Exception {
        int now = Math.toIntExact(StackWalker.getInstance().walk(frames -> frames.count()));
        return down(depth - now, action);
    }

    private static <T> T down(int left, Callable<T> action) throws Exception {
        return left <= 0 ? action.call() : down(left - 1, action);
    }
}
