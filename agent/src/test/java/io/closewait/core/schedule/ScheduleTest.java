package io.closewait.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.diagnose.Report.Reason;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long START = -1_000; // nanoTime may be negative
    private static final long SECOND = 1_000_000_000L;

    private final Schedule schedule = new Schedule(START);

    @BeforeEach
    void ofTheDefaults() {
        schedule.rules(Duration.ofSeconds(60), null, null);
    }

    @Test
    void without_news_no_report_is_due() {
        assertThat(schedule.due(START + 3600 * SECOND, 5)).isNull();
        assertThat(schedule.nanosToNews(START)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void news_wait_a_second_for_more() {
        schedule.news(START);

        assertThat(schedule.nanosToNews(START)).isEqualTo(SECOND);
        assertThat(schedule.due(START + SECOND - 1, 1)).isNull();
        assertThat(schedule.due(START + SECOND, 1)).isEqualTo(Reason.CHANGE);
    }

    @Test
    void further_news_wait_for_the_interval() {
        schedule.reported(START);
        schedule.news(START + SECOND);
        schedule.news(START + 50 * SECOND);

        assertThat(schedule.due(START + 59 * SECOND, 1)).isNull();
        assertThat(schedule.due(START + 60 * SECOND, 1)).isEqualTo(Reason.CHANGE);
    }

    @Test
    void a_report_for_any_reason_tells_the_news() {
        schedule.news(START);
        schedule.reported(START + SECOND);

        assertThat(schedule.due(START + 3600 * SECOND, 1)).isNull();
    }

    @Test
    void a_period_begins_with_the_start_and_with_each_report() {
        schedule.rules(Duration.ofSeconds(60), Duration.ofSeconds(10), null);

        assertThat(schedule.due(START + 9 * SECOND, 0)).isNull();
        assertThat(schedule.due(START + 10 * SECOND, 0)).isEqualTo(Reason.PERIOD);
        schedule.reported(START + 11 * SECOND);
        assertThat(schedule.due(START + 20 * SECOND, 0)).isNull();
        assertThat(schedule.due(START + 21 * SECOND, 0)).isEqualTo(Reason.PERIOD);
    }

    @Test
    void a_threshold_is_crossed_once_and_again_after_there_were_fewer() {
        schedule.rules(Duration.ofSeconds(60), null, 10);

        assertThat(schedule.due(START, 9)).isNull();
        assertThat(schedule.due(START, 10)).isEqualTo(Reason.THRESHOLD);
        assertThat(schedule.due(START, 500)).isNull();
        assertThat(schedule.due(START, 9)).isNull();
        assertThat(schedule.due(START, 11)).isEqualTo(Reason.THRESHOLD);
    }
}
