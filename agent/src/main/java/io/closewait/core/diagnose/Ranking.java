package io.closewait.core.diagnose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The most frequent of many. */
final class Ranking {
    private Ranking() {}

    /** The entries with the highest counts, most first, the rest summed up as {@code other}. */
    static Map<String, Integer> top(Map<String, Integer> counts, int most) {
        List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
        entries.sort((a, b) -> Integer.compare(b.getValue(), a.getValue()));
        Map<String, Integer> top = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> entry : entries) {
            String name = top.size() < most || counts.size() == most + 1 ? entry.getKey() : "other";
            top.merge(name, entry.getValue(), Integer::sum);
        }
        return Collections.unmodifiableMap(top);
    }
}
