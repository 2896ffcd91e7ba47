package io.closewait.bench;

import java.util.HashMap;
import java.util.Map;

/** What a worker measured. */
public record Answer(Map<String, Double> figures) {
    static Answer parse(String line) {
        Map<String, Double> figures = new HashMap<>();
        String[] words = line.split(" ", -1);
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            figures.put(words[i].substring(0, equals), Double.valueOf(words[i].substring(equals + 1)));
        }
        return new Answer(figures);
    }

    public double get(String key) {
        Double value = figures.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no figure " + key + " among " + figures.keySet());
        }
        return value;
    }
}
