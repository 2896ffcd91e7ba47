package io.closewait.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CensusScheduleTest {
    private static final long INTERVAL = 1_000_000;

    private final CensusSchedule schedule = new CensusSchedule();

    @Test
    void the_first_is_due_after_the_interval() {
        schedule.begin(5, false);

        assertThat(schedule.isDue(5 + INTERVAL - 1, INTERVAL)).isFalse();
        assertThat(schedule.isDue(5 + INTERVAL, INTERVAL)).isTrue();
    }

    @Test
    void one_that_is_wanted_is_due_at_once_and_once() {
        schedule.begin(0, true);

        assertThat(schedule.isDue(0, INTERVAL)).isTrue();
        schedule.taken(0, 100, 1);
        assertThat(schedule.isDue(1, INTERVAL)).isFalse();
    }

    @Test
    void expensive_ones_are_five_hundred_times_their_cost_apart() {
        schedule.begin(0, false);
        schedule.taken(0, 1_000_000, 1);
        schedule.taken(0, 10_000, 1);

        assertThat(schedule.isDue(500 * 10_000 - 1, INTERVAL)).isFalse();
        assertThat(schedule.isDue(500 * 10_000, INTERVAL)).isTrue();
    }

    @Test
    void the_first_runs_cold_and_says_nothing_of_the_cost() {
        schedule.begin(0, false);
        schedule.taken(0, 1_000_000, 1);

        assertThat(schedule.isDue(INTERVAL, INTERVAL)).isTrue();
    }

    @Test
    void the_cheapest_so_far_counts() {
        schedule.begin(0, false);
        schedule.taken(0, 1, 1);
        schedule.taken(0, 10_000, 1);
        schedule.taken(0, 90_000, 1);

        assertThat(schedule.isDue(500 * 10_000, INTERVAL)).isTrue();
    }

    @Test
    void one_of_few_descriptors_does_not_make_those_of_many_cheap() {
        schedule.begin(0, false);
        schedule.taken(0, 1_000_000, 10);
        schedule.taken(0, 200, 10);
        schedule.taken(0, 400_000, 15_000);

        assertThat(schedule.isDue(500 * 300_000 - 1, INTERVAL)).isFalse();
        assertThat(schedule.isDue(500 * 300_000, INTERVAL)).isTrue();
    }
}
