package io.closewait.core.diagnose;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;

/**
 * How the counts went since the start, in a memory that is fixed: a point stands for a step of time, and when there is no
 * room for another one, each two neighbours become one and the step is twice as long. A point holds the most of each count
 * in its step, so that a short peak survives however coarse the history gets.
 */
public final class History {
    /** Points at most; half as many at least, once that many were noted. */
    public static final int CAPACITY = 240;

    private static final long FIRST_STEP_MILLIS = 1000;

    @GuardedBy("this")
    private final List<Point> points = new ArrayList<>(CAPACITY);

    @GuardedBy("this")
    private long stepMillis = FIRST_STEP_MILLIS;

    /** The counts of one step. Immutable. */
    public static final class Point {
        /** When the step began, in milliseconds since the agent's start. */
        public final long atMillis;
        /** Open sockets that the hooks saw. */
        public final int open;
        /** Of those, in {@code CLOSE_WAIT}. */
        public final int peerClosed;
        /** Of those, leaks. */
        public final int leaked;

        public Point(long atMillis, int open, int peerClosed, int leaked) {
            this.atMillis = atMillis;
            this.open = open;
            this.peerClosed = peerClosed;
            this.leaked = leaked;
        }

        private Point most(Point later) {
            return new Point(
                    atMillis,
                    Math.max(open, later.open),
                    Math.max(peerClosed, later.peerClosed),
                    Math.max(leaked, later.leaked));
        }
    }

    /** Notes the counts of a moment that is not before the one noted last. */
    public synchronized void add(Point now) {
        int last = points.size() - 1;
        if (last >= 0 && now.atMillis - points.get(last).atMillis < stepMillis) {
            points.set(last, points.get(last).most(now));
            return;
        }
        if (points.size() == CAPACITY) {
            halve();
        }
        points.add(now);
    }

    @GuardedBy("this")
    private void halve() {
        for (int i = 0; i < CAPACITY / 2; i++) {
            points.set(i, points.get(2 * i).most(points.get(2 * i + 1)));
        }
        points.subList(CAPACITY / 2, CAPACITY).clear();
        stepMillis *= 2;
    }

    /** Oldest first. */
    public synchronized List<Point> points() {
        return new ArrayList<>(points);
    }
}
