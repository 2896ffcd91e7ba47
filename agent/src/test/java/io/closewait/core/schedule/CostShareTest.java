package io.closewait.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CostShareTest {
    private final CostShare share = new CostShare(500);

    @Test
    void the_first_time_does_not_count() {
        share.done(1_000_000, 1);

        assertThat(share.pause(1)).isZero();
    }

    @Test
    void the_pause_follows_the_least_cost() {
        share.done(1_000_000, 1);
        share.done(30, 1);
        share.done(20, 1);
        share.done(90, 1);

        assertThat(share.pause(1)).isEqualTo(20 * 500);
    }

    @Test
    void the_pause_grows_with_the_work() {
        share.done(1_000_000, 10);
        share.done(200, 10);

        assertThat(share.pause(15_000)).isEqualTo(20 * 15_000 * 500);
    }

    @Test
    void a_slow_time_at_the_start_does_not_stop_the_work_for_minutes() {
        share.done(1_000_000, 1);
        share.done(300_000_000, 1);

        assertThat(share.pause(1)).isEqualTo(2_000_000_000L);
    }

    @Test
    void what_is_slow_every_time_is_given_the_pause_it_needs() {
        share.done(1_000_000, 1);
        for (int i = 0; i < 8; i++) {
            share.done(300_000_000, 1);
        }

        assertThat(share.pause(1)).isEqualTo(150_000_000_000L);
    }
}
