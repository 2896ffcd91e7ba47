package io.closewait.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecentRateTest {
    private static final long SECOND = 1_000_000_000L;

    private final RecentRate rate = new RecentRate(100 * SECOND);

    private void add(double count, double untilSecond) {
        rate.add(count);
        countedUpTo(untilSecond);
    }

    private void countedUpTo(double second) {
        rate.countedUpTo((long) ((100 + second) * SECOND));
    }

    @Test
    void a_steady_rate_is_told_from_the_first_seconds_on() {
        for (int second = 0; second < 3; second++) {
            add(50, second + 1);
        }

        assertThat(rate.perSecond()).isCloseTo(50, within(0.1));
        assertThat(rate.mostPerSecond()).isCloseTo(50, within(0.1));
    }

    @Test
    void the_rate_falls_and_the_most_stays_when_it_ends() {
        for (int second = 0; second < 20; second++) {
            add(50, second + 1);
        }

        countedUpTo(31);
        assertThat(rate.perSecond()).isZero();
        assertThat(rate.mostPerSecond()).isCloseTo(50, within(0.1));
        assertThat(rate.lastMinute()).isCloseTo(1000, within(0.1));
        countedUpTo(90);
        assertThat(rate.lastMinute()).isZero();
    }

    @Test
    void what_was_counted_late_is_spread_over_the_time_in_which_it_came() {
        add(50, 1);
        add(450, 10);

        assertThat(rate.mostPerSecond()).isCloseTo(50, within(0.1));
        assertThat(rate.lastMinute()).isCloseTo(500, within(0.1));
    }

    @Test
    void what_was_counted_in_parts_is_spread_as_a_whole() {
        for (double second = 0.9; second < 20; second += 0.9) {
            for (int part = 0; part < 10; part++) {
                rate.add(4.5);
            }
            countedUpTo(second);
        }

        assertThat(rate.mostPerSecond()).isCloseTo(50, within(0.1));
        assertThat(rate.perSecond()).isCloseTo(50, within(0.1));
    }
}
