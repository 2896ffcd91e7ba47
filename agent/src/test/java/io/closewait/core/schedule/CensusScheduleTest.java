package io.closewait.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CensusScheduleTest {
    private static final long INTERVAL = 1_000_000;

    private static final int SOCKETS = 100;

    private final CensusSchedule schedule = new CensusSchedule();

    private boolean isDue(long now) {
        return schedule.isDue(now, INTERVAL, SOCKETS, () -> true);
    }

    private boolean isDueWithoutSigns(long now, long sockets) {
        return schedule.isDue(now, INTERVAL, sockets, () -> false);
    }

    @Test
    void the_first_is_due_after_the_interval() {
        schedule.begin(5, false);

        assertThat(isDue(5 + INTERVAL - 1)).isFalse();
        assertThat(isDue(5 + INTERVAL)).isTrue();
    }

    @Test
    void one_that_is_wanted_is_due_at_once_and_once() {
        schedule.begin(0, true);

        assertThat(isDue(0)).isTrue();
        schedule.taken(0, 100, 1);
        assertThat(isDue(1)).isFalse();
    }

    @Test
    void expensive_ones_are_five_hundred_times_their_cost_apart() {
        schedule.begin(0, false);
        schedule.taken(0, 1_000_000, 1);
        schedule.taken(0, 10_000, 1);

        assertThat(isDue(500 * 10_000 - 1)).isFalse();
        assertThat(isDue(500 * 10_000)).isTrue();
    }

    @Test
    void the_first_runs_cold_and_says_nothing_of_the_cost() {
        schedule.begin(0, false);
        schedule.taken(0, 1_000_000, 1);

        assertThat(isDue(INTERVAL)).isTrue();
    }

    @Test
    void the_cheapest_so_far_counts() {
        schedule.begin(0, false);
        schedule.taken(0, 1, 1);
        schedule.taken(0, 10_000, 1);
        schedule.taken(0, 90_000, 1);

        assertThat(isDue(500 * 10_000)).isTrue();
    }

    @Test
    void one_of_few_descriptors_does_not_make_those_of_many_cheap() {
        schedule.begin(0, false);
        schedule.taken(0, 1_000_000, 10);
        schedule.taken(0, 200, 10);
        schedule.taken(0, 400_000, 15_000);

        assertThat(isDue(500 * 300_000 - 1)).isFalse();
        assertThat(isDue(500 * 300_000)).isTrue();
    }

    @Test
    void without_a_sign_of_news_the_pause_is_four_times_as_long() {
        schedule.begin(0, false);
        schedule.taken(0, 1_000_000, 1);
        schedule.taken(0, 10_000, 1);

        assertThat(isDueWithoutSigns(4 * 500 * 10_000 - 1, SOCKETS)).isFalse();
        assertThat(isDueWithoutSigns(4 * 500 * 10_000, SOCKETS)).isTrue();
    }

    @Test
    void without_a_sign_the_first_of_many_sockets_waits_for_what_it_is_assumed_to_cost() {
        schedule.begin(0, false);
        long assumed = 4 * 500 * 20_000L;

        assertThat(isDueWithoutSigns(assumed * 15_000 - 1, 15_000)).isFalse();
        assertThat(isDueWithoutSigns(assumed * 15_000, 15_000)).isTrue();
        assertThat(isDueWithoutSigns(INTERVAL, 0)).isTrue();
    }

    @Test
    void signs_are_looked_for_only_when_they_matter() {
        schedule.begin(0, false);

        assertThat(schedule.isDue(INTERVAL - 1, INTERVAL, SOCKETS, () -> {
                    throw new AssertionError("too early");
                }))
                .isFalse();
    }

    @Test
    void signs_are_looked_for_once_an_interval() {
        schedule.begin(0, false);
        assertThat(isDueWithoutSigns(INTERVAL, SOCKETS)).isFalse();

        assertThat(isDue(2 * INTERVAL - 1)).isFalse();
        assertThat(isDue(2 * INTERVAL)).isTrue();
    }
}
