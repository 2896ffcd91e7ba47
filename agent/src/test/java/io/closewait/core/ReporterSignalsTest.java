package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReporterSignalsTest {
    private final ReporterSignals signals = new ReporterSignals();

    @Test
    void a_wish_is_taken_once() {
        assertThat(signals.takeWish()).isFalse();
        signals.wantReport();

        assertThat(signals.takeWish()).isTrue();
        assertThat(signals.takeWish()).isFalse();
    }

    @Test
    void there_is_another_turn_until_it_is_to_end() throws InterruptedException {
        assertThat(signals.await(1)).isTrue();
        signals.end();

        assertThat(signals.await(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void whoever_waits_for_the_end_goes_on_when_it_has_come() {
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> signals.awaitEnd(60_000));
        signals.ended();

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void nobody_waits_longer_for_the_end_than_said() {
        long before = System.nanoTime();
        signals.awaitEnd(10);

        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(9_000_000);
    }
}
