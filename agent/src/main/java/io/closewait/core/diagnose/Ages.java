package io.closewait.core.diagnose;

/** Times as people read them. */
public final class Ages {
    private Ages() {}

    /** Such as {@code 800 ms}, {@code 14 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, {@code 3 d 4 h}. */
    public static String text(long millis) {
        if (millis < 1000) {
            return Math.max(0, millis) + " ms";
        }
        long seconds = millis / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, " min", seconds % 60, " s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, " h", seconds % 3600 / 60, " min");
        }
        return two(seconds / 86_400, " d", seconds % 86_400 / 3600, " h");
    }

    private static String two(long major, String majorUnit, long minor, String minorUnit) {
        return major + majorUnit + (minor == 0 ? "" : " " + minor + minorUnit);
    }
}
