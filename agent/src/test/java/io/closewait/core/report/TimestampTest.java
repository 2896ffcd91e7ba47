package io.closewait.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class TimestampTest {
    private static final long TIME = Instant.parse("2024-02-29T23:30:05.007Z").toEpochMilli();

    @Test
    void utc_is_ISO_8601_with_milliseconds() {
        assertThat(Timestamp.utc(TIME)).isEqualTo("2024-02-29T23:30:05.007Z");
        assertThat(Timestamp.utc(0)).isEqualTo("1970-01-01T00:00:00.000Z");
    }

    @Test
    void local_time_carries_its_zone() {
        int berlin = TimeZone.getTimeZone("Europe/Berlin").getOffset(TIME);
        int newfoundland = TimeZone.getTimeZone("America/St_Johns").getOffset(TIME);

        assertThat(Timestamp.local(TIME, berlin)).isEqualTo("2024-03-01 00:30:05 +01:00");
        assertThat(Timestamp.local(TIME, newfoundland)).isEqualTo("2024-02-29 20:00:05 -03:30");
        assertThat(Timestamp.local(TIME, 0)).isEqualTo("2024-02-29 23:30:05 +00:00");
    }
}
