package io.closewait.core.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines to one stream, on a thread of its own: a stream may block for good (a pipe or a FIFO that nobody reads, a disk
 * that hangs), and neither the application's start and end nor a report may wait for it. Whoever hands over a line waits a
 * moment for it to be written, so that it is out before a JVM that ends at once; not at all while the stream is known to be
 * stuck. Safe for use by several threads.
 */
final class LogTarget implements Runnable {
    /** How a stream is had whose opening may block, too. Called once, on the target's thread. */
    interface Opener {
        OutputStream open() throws IOException;
    }

    private static final int CAPACITY = 100;
    private static final long PATIENCE_MILLIS = 1000;

    private final Opener opener;
    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private @Nullable Thread thread;
    private volatile boolean isStuck;
    private volatile boolean isRetired;

    LogTarget(Opener opener) {
        this.opener = opener;
    }

    /** Returns when the line is written, when that takes longer than a moment, or when there is no room for it. */
    void line(String text) {
        Line line = new Line(text);
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
        lines.offer(new Line("")); // wakes the thread; a full queue does so itself
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
            OutputStream stream = opener.open();
            while (!isRetired || !lines.isEmpty()) {
                writeNext(stream);
            }
            stream.close();
        } catch (IOException noLongerOfUse) {
            // it could be opened a moment ago, or it is closed after all was written
        }
    }

    private void writeNext(OutputStream stream) {
        try {
            Line line = lines.take();
            write(stream, line.text);
            isStuck = false;
            line.done.countDown();
            long missing = lost.getAndSet(0);
            if (missing > 0) {
                write(stream, "closewait: " + missing + " messages are missing here: nobody read the log");
            }
        } catch (InterruptedException | OutOfMemoryError troublesOfTheApplication) {
            // it interrupts all threads of its group, or leaves no memory to anybody: the next line tries again
        }
    }

    /** A stream that fails is not worth more than being passed over: the next line tries again. */
    private static void write(OutputStream stream, String text) {
        if (!text.isEmpty()) {
            try {
                stream.write((text + "\n").getBytes(StandardCharsets.UTF_8));
                stream.flush();
            } catch (IOException closedOrFull) {
                // the application must not notice
            }
        }
    }

    private static final class Line {
        final String text;
        final CountDownLatch done = new CountDownLatch(1);

        Line(String text) {
            this.text = text;
        }
    }
}
