package io.closewait.core.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Writes lines to one stream, on a thread of its own: a stream may block for good (a pipe or a FIFO that nobody reads, a disk
 * that hangs), and neither the application's start and end nor a report may wait for it. Whoever hands over a line waits a
 * moment for it to be written, so that it is out before a JVM that ends at once; not at all while the stream is known to be
 * stuck. Safe for use by several threads.
 */
final class LogTarget implements Runnable {
    /** How a stream is had whose opening may block, too. Called once, on the target's thread. */
    interface Opener {
        LineWriter open() throws IOException;
    }

    private static final int CAPACITY = 100;
    private static final long PATIENCE_MILLIS = 1000;
    private static final long NANOS_AFTER_TROUBLES = 10_000_000;

    private final Opener opener;
    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();

    @GuardedBy("this")
    private @Nullable Thread thread;

    private volatile boolean isStuck;
    private volatile boolean isRetired;

    LogTarget(Opener opener) {
        this.opener = opener;
    }

    /**
     * Returns when the message is written, when that takes longer than a moment, or when there is no room for it.
     *
     * @param events the same for programs, empty where the text is all
     */
    void line(Level level, String text, List<LogEvent> events) {
        Line line = new Line(level, text, events);
        if (!lines.offer(line)) {
            lost.incrementAndGet();
            return;
        }
        startThread();
        if (!isStuck) {
            try {
                boolean isWritten = line.done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                isStuck = !isWritten && line.done.getCount() > 0;
            } catch (InterruptedException goOnWithoutKnowing) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Closes the stream once the lines that were handed over are written. */
    void retire() {
        isRetired = true;
        lines.offer(new Line(Level.INFO, "", Collections.emptyList())); // wakes the thread; a full queue does so itself
        startThread();
    }

    private synchronized void startThread() {
        if (thread == null) {
            thread = new Thread(null, this, "closewait-log");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
        }
    }

    @Override
    public void run() {
        try {
            LineWriter writer = opener.open();
            while (!isRetired || !lines.isEmpty()) {
                writeNext(writer);
            }
            writer.close();
        } catch (IOException noLongerOfUse) {
            // it could be opened a moment ago, or it is closed after all was written
        }
    }

    private void writeNext(LineWriter writer) {
        try {
            Line line = lines.take();
            write(writer, line);
            isStuck = false;
            line.done.countDown();
            long missing = lost.getAndSet(0);
            if (missing > 0) {
                String text = "closewait: " + missing + (missing == 1 ? " message is" : " messages are")
                        + " missing here: nobody read the log";
                write(writer, new Line(Level.WARN, text, Collections.emptyList()));
            }
        } catch (InterruptedException
                | RuntimeException
                | VirtualMachineError
                | LinkageError troublesOfTheApplication) {
            // It interrupts all threads of its group, or leaves no memory to anybody, which the lock of the queue
            // may not survive in good order (IllegalMonitorStateException on JDK 8). The next line tries again.
            LockSupport.parkNanos(NANOS_AFTER_TROUBLES);
        }
    }

    /** A stream that fails is not worth more than being passed over: the next line tries again. */
    private static void write(LineWriter writer, Line line) {
        if (!line.text.isEmpty()) {
            try {
                writer.write(line.level, line.text, line.events);
            } catch (IOException closedOrFull) {
                // the application must not notice
            }
        }
    }

    private static final class Line {
        final Level level;
        final String text;
        final List<LogEvent> events;
        final CountDownLatch done = new CountDownLatch(1);

        Line(Level level, String text, List<LogEvent> events) {
            this.level = level;
            this.text = text;
            this.events = events;
        }
    }
}
