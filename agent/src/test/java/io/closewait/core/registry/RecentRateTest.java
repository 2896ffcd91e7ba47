package io.closewait.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecentRateTest {
    private static final long SECOND = 1_000_000_000L;

    private final RecentRate rate = new RecentRate(100 * SECOND);

    private void add(double count, int fromSecond, int toSecond) {
        rate.add(count, (100 + fromSecond) * SECOND, (100 + toSecond) * SECOND);
    }

    private static long at(int second) {
        return (100 + second) * SECOND;
    }

    @Test
    void a_steady_rate_is_told_from_the_first_seconds_on() {
        for (int second = 0; second < 3; second++) {
            add(50, second, second + 1);
        }

        assertThat(rate.perSecond(at(3))).isCloseTo(50, within(0.1));
        assertThat(rate.mostPerSecond(at(3))).isCloseTo(50, within(0.1));
    }

    @Test
    void the_rate_falls_and_the_most_stays_when_it_ends() {
        for (int second = 0; second < 20; second++) {
            add(50, second, second + 1);
        }

        assertThat(rate.perSecond(at(31))).isZero();
        assertThat(rate.mostPerSecond(at(31))).isCloseTo(50, within(0.1));
        assertThat(rate.lastMinute(at(31))).isCloseTo(1000, within(0.1));
        assertThat(rate.lastMinute(at(90))).isZero();
    }

    @Test
    void what_was_counted_late_is_spread_over_the_time_in_which_it_came() {
        add(50, 0, 1);
        add(450, 1, 10);

        assertThat(rate.mostPerSecond(at(10))).isCloseTo(50, within(0.1));
        assertThat(rate.lastMinute(at(10))).isCloseTo(500, within(0.1));
    }
}
