package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.diagnose.History.Point;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History();

    @Test
    void a_history_of_nothing_has_no_points() {
        assertThat(history.points()).isEmpty();
    }

    @Test
    void each_second_is_a_point_of_its_own_at_first() {
        history.add(new Point(0, 10, 0, 0));
        history.add(new Point(1000, 11, 1, 0));
        history.add(new Point(2000, 12, 2, 1));

        assertThat(history.points())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Point(0, 10, 0, 0), new Point(1000, 11, 1, 0), new Point(2000, 12, 2, 1));
    }

    @Test
    void what_is_noted_within_one_second_is_one_point_with_the_most_of_each_count() {
        history.add(new Point(0, 10, 3, 0));
        history.add(new Point(400, 12, 1, 0));
        history.add(new Point(800, 11, 2, 1));

        assertThat(history.points())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Point(0, 12, 3, 1));
    }

    @Test
    void a_full_history_halves_its_resolution() {
        for (int second = 0; second <= History.CAPACITY; second++) {
            history.add(new Point(second * 1000L, 1, 0, 0));
        }

        assertThat(history.points()).hasSize(History.CAPACITY / 2 + 1);
        assertThat(history.points()).extracting(point -> point.atMillis).startsWith(0L, 2000L, 4000L);
        assertThat(history.points()).last().extracting(point -> point.atMillis).isEqualTo(History.CAPACITY * 1000L);
    }

    @Test
    void a_year_fits_into_the_same_memory_and_keeps_its_beginning_and_its_peaks() {
        long year = Duration.ofDays(365).toMillis();
        long peak = Duration.ofDays(100).plusSeconds(17).toMillis();
        for (long at = 0; at <= year; at += 60_000) {
            history.add(new Point(at, 50, 1, 0));
            if (at <= peak && peak < at + 60_000) {
                history.add(new Point(peak, 9000, 800, 700));
            }
        }

        assertThat(history.points()).hasSizeBetween(History.CAPACITY / 2, History.CAPACITY);
        assertThat(history.points()).first().extracting(point -> point.atMillis).isEqualTo(0L);
        assertThat(history.points())
                .filteredOn(point -> point.open == 9000)
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.peerClosed).isEqualTo(800);
                    assertThat(point.leaked).isEqualTo(700);
                    assertThat(point.atMillis).isLessThanOrEqualTo(peak);
                });
    }

    @Test
    void points_are_evenly_apart_however_often_the_history_was_halved() {
        for (int second = 0; second < 10_000; second++) {
            history.add(new Point(second * 1000L, 1, 0, 0));
        }

        assertThat(history.points())
                .extracting(point -> point.atMillis % 64_000)
                .as("240 points for 10,000 seconds: 64 s each")
                .containsOnly(0L);
    }
}
