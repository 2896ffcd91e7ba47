package io.closewait.it.junit.samples;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Connects on a thread of its own, on whose stack there is no test. */
final class BackgroundClient implements Runnable {
    private static final ExecutorService POOL = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "background");
        thread.setDaemon(true);
        return thread;
    });

    static void leak() throws Exception {
        POOL.submit(new BackgroundClient()).get();
    }

    @Override
    public void run() {
        try {
            LeavingPeer.leak();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
