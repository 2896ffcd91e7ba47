package io.closewait.demo;

import java.util.concurrent.CountDownLatch;

/** A thread that takes a monitor and keeps it until it is closed. */
final class LockHolder implements AutoCloseable {
    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch enough = new CountDownLatch(1);
    private final Thread thread;

    LockHolder(String threadName, Object monitor) throws InterruptedException {
        thread = new Thread(() -> keep(monitor), threadName);
        thread.setDaemon(true);
        thread.start();
        taken.await();
    }

    private void keep(Object monitor) {
        synchronized (monitor) {
            taken.countDown();
            try {
                enough.await();
            } catch (InterruptedException neverSent) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        enough.countDown();
        thread.join();
    }
}
