package io.closewait.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.kernel.DescriptorCount;
import org.junit.jupiter.api.Test;

class DescriptorAlarmTest {
    private static final long START = 7;
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    private final Descriptors process = new Descriptors();
    private final DescriptorAlarm alarm = alarmAt(90);

    /** A process as the alarm sees it: two numbers. */
    private static final class Descriptors implements DescriptorCount {
        int open = 20;
        long limit = 100;
        int listings;

        @Override
        public int descriptors() {
            listings++;
            return open;
        }

        @Override
        public long descriptorLimit() {
            return limit;
        }
    }

    private DescriptorAlarm alarmAt(int percentage) {
        DescriptorAlarm made = new DescriptorAlarm(process, START);
        made.percentage(percentage);
        return made;
    }

    @Test
    void there_is_no_alarm_below_the_percentage() {
        process.open = 89;
        assertThat(alarm.isRaised(START, 0)).isFalse();
        process.open = 90;
        assertThat(alarm.isRaised(START + SECOND, 0)).isTrue();
    }

    @Test
    void it_repeats_itself_less_and_less_often() {
        process.open = 95;
        assertThat(alarm.isRaised(START, 0)).isTrue();
        assertThat(alarm.isRaised(START + MINUTE - 1, 0)).isFalse();
        assertThat(alarm.isRaised(START + MINUTE, 0)).isTrue();
        assertThat(alarm.isRaised(START + 2 * MINUTE, 0)).isFalse();
        assertThat(alarm.isRaised(START + 3 * MINUTE, 0)).isTrue();
    }

    @Test
    void it_is_armed_again_when_there_is_room() {
        process.open = 95;
        assertThat(alarm.isRaised(START, 0)).isTrue();
        process.open = 10;
        assertThat(alarm.isRaised(START + MINUTE, 0)).isFalse();
        process.open = 95;
        assertThat(alarm.isRaised(START + MINUTE + SECOND, 0)).isTrue();
    }

    @Test
    void many_new_sockets_have_the_descriptors_listed_before_their_time() {
        assertThat(alarm.isRaised(START, 0)).isFalse();
        process.open = 95;
        assertThat(alarm.isRaised(START + 1, 10)).as("20 of them and 10 more").isFalse();
        assertThat(alarm.isRaised(START + 2, 75)).isTrue();
        assertThat(process.listings).isEqualTo(2);
    }

    @Test
    void an_open_that_failed_raises_it_if_hardly_any_is_left() {
        DescriptorAlarm late = alarmAt(100);
        process.open = 50;
        late.openFailed();
        assertThat(late.isRaised(START, 0)).as("for another reason").isFalse();
        process.open = 91;
        late.openFailed();
        assertThat(late.isRaised(START + 1, 0)).as("nine were left").isFalse();
        process.open = 92;
        late.openFailed();
        assertThat(late.isRaised(START + 2, 0)).isTrue();
    }

    @Test
    void without_a_limit_there_is_no_alarm() {
        process.limit = -1;
        process.open = 1_000_000;
        assertThat(alarm.isRaised(START, 1_000_000)).isFalse();
    }

    @Test
    void an_open_that_fails_later_is_told_at_once_and_once() {
        process.open = 91;
        assertThat(alarm.isRaised(START, 0)).isTrue();
        process.open = 100;
        alarm.openFailed();
        assertThat(alarm.isRaised(START + SECOND, 0)).isTrue();
        alarm.openFailed();
        assertThat(alarm.isRaised(START + 2 * SECOND, 0)).isFalse();
        assertThat(alarm.isRaised(START + SECOND + MINUTE, 0)).isTrue();
    }
}
