package io.closewait.demo;

import io.closewait.demo.KernelSockets.Count;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntPredicate;

/** Runs a scenario: begin, hold, end, and between them what the kernel says. */
final class Stage {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Log log;
    private final KernelSockets kernel = new KernelSockets();
    private final long pid = ProcessHandle.current().pid();

    Stage(Log log) {
        this.log = log;
    }

    void play(Catalogue.Entry entry, int holdSeconds) throws Exception {
        log.fact("%s pid=%d java=%s", entry.name(), pid, Runtime.version().feature());
        printKernel();
        Scenario scenario = entry.create(log);
        scenario.begin();
        awaitCloseWait(count -> count >= scenario.closeWait());
        printKernel();
        log.fact("holding for %d s", holdSeconds);
        hold(scenario, Duration.ofSeconds(holdSeconds));
        log.fact("hold ended");
        printKernel();
        scenario.end();
        awaitCloseWait(count -> count <= scenario.leftovers());
        printKernel();
        log.fact("done");
    }

    private static void hold(Scenario scenario, Duration hold) throws Exception {
        long end = System.nanoTime() + hold.toNanos();
        for (long left = hold.toNanos(); left > 0; left = end - System.nanoTime()) {
            Thread.sleep(Math.min(TICK.toMillis(), left / 1_000_000 + 1));
            scenario.tick();
        }
    }

    /** The kernel and the other end need a moment; what is printed afterwards is what there is. */
    private void awaitCloseWait(IntPredicate reached) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.test(kernel.closeWait().total()) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }

    private void printKernel() throws IOException {
        Count count = kernel.closeWait();
        log.fact("kernel: %d in CLOSE_WAIT (pid %d)", count.total(), pid);
        if (count.neverAccepted() > 0) {
            log.fact("kernel: %d of them never accepted", count.neverAccepted());
        }
    }
}
