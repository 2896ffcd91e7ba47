package io.closewait.it.soak;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the soak's program said of one moment. */
record Mark(String name, Map<String, Long> numbers) {

    /** From a line {@code mark NAME key=value...}. */
    static Mark parse(String line) {
        String[] words = line.split(" ", -1);
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (int i = 2; i < words.length; i++) {
            String[] pair = words[i].split("=", -1);
            numbers.put(pair[0], Long.valueOf(pair[1]));
        }
        return new Mark(words[1], numbers);
    }

    /** Fails for a number that was not said. */
    long get(String key) {
        Long number = numbers.get(key);
        if (number == null) {
            throw new AssertionError(key + " is not among " + numbers);
        }
        return number;
    }

    double perSecond() {
        return 1000.0 * get("connections") / Math.max(1, get("millis"));
    }
}
