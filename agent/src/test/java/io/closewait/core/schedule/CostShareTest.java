package io.closewait.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CostShareTest {
    private final CostShare share = new CostShare(500);

    @Test
    void the_first_time_does_not_count() {
        share.done(0, 1_000_000);

        assertThat(share.pause()).isZero();
    }

    @Test
    void the_pause_follows_the_least_cost() {
        share.done(0, 1_000_000);
        share.done(0, 30);
        share.done(100, 120);
        share.done(200, 290);

        assertThat(share.pause()).isEqualTo(20 * 500);
    }
}
