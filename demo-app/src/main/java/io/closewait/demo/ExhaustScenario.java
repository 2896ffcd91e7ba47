package io.closewait.demo;

import io.closewait.demo.shop.OrderFeed;
import java.io.IOException;
import java.time.Duration;

/** Leaks until no descriptor is left, then keeps trying, as a service does. */
final class ExhaustScenario implements Scenario {
    /** Enough to see that there is no limit near. */
    private static final int BOUND = 4_000;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Log log;
    private final Peer source = new Peer("order-source", "welcome");
    private final OrderFeed feed = new OrderFeed(source.address());
    private Duration pause = Duration.ofSeconds(1);
    private long nextAttempt;
    private int failures;
    private int closeWait;

    ExhaustScenario(Log log) throws IOException {
        this.log = log;
    }

    @Override
    public void begin() {
        while (feed.subscriptions() < BOUND && failures < 3) {
            if (subscribed()) {
                closeWait++;
            }
        }
        if (failures == 0) {
            log.fact("no limit reached, run it under: ulimit -n 256");
        }
        log.fact("%d sockets opened, none closed", feed.subscriptions());
        nextAttempt = System.nanoTime() + pause.toNanos();
    }

    @Override
    public void tick() {
        if (failures > 0 && System.nanoTime() - nextAttempt >= 0) {
            subscribed();
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            nextAttempt = System.nanoTime() + pause.toNanos();
        }
    }

    private boolean subscribed() {
        try {
            feed.subscribe();
            return true;
        } catch (IOException problem) {
            failures++;
            log.fact("subscribe failed: %s", problem);
            return false;
        }
    }

    @Override
    public void end() throws IOException {
        log.fact("%d attempts failed", failures);
        feed.unsubscribeAll();
        source.close();
        log.fact("all sockets closed");
    }

    @Override
    public int closeWait() {
        return closeWait;
    }
}
