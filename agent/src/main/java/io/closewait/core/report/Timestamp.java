package io.closewait.core.report;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Dates as reports print them. Not by a formatter: {@code SimpleDateFormat} fixes the JVM's default time zone before the
 * application may have chosen one.
 */
final class Timestamp {
    private Timestamp() {}

    /** ISO 8601 in UTC, with milliseconds. */
    static String utc(long millis) {
        return text(millis, 'T') + '.' + padded(Math.floorMod(millis, 1000L), 3) + 'Z';
    }

    /** Such as {@code 2026-11-27 18:00:08 +01:00}. */
    static String local(long millis, int offset) {
        return text(millis + offset, ' ') + ' ' + zone(offset);
    }

    /** Such as {@code +01:00}. */
    static String zone(int offset) {
        int minutes = Math.abs(offset) / 60_000;
        return (offset < 0 ? "-" : "+") + padded(minutes / 60, 2) + ':' + padded(minutes % 60, 2);
    }

    private static String text(long millis, char between) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
        return padded(time.getYear(), 4)
                + '-'
                + padded(time.getMonthValue(), 2)
                + '-'
                + padded(time.getDayOfMonth(), 2)
                + between
                + padded(time.getHour(), 2)
                + ':'
                + padded(time.getMinute(), 2)
                + ':'
                + padded(time.getSecond(), 2);
    }

    private static String padded(long number, int digits) {
        StringBuilder text = new StringBuilder().append(number);
        while (text.length() < digits) {
            text.insert(0, '0');
        }
        return text.toString();
    }
}
