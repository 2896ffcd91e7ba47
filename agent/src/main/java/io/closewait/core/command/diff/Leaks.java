package io.closewait.core.command.diff;

import java.util.Map;
import java.util.TreeMap;

/** How many sockets of one origin leak in one report, and as what. */
final class Leaks {
    static final Leaks NONE = new Leaks("", "", false);

    private final String description;
    private final String lookAt;
    private final boolean isAccepted;
    private final Map<String, Integer> verdicts = new TreeMap<>();

    /**
     * @param lookAt the frame to look at; empty if none is known
     * @param isAccepted whether an option of the agent says that these are known and accepted
     */
    Leaks(String description, String lookAt, boolean isAccepted) {
        this.description = description;
        this.lookAt = lookAt;
        this.isAccepted = isAccepted;
    }

    void add(String verdict, int count) {
        verdicts.merge(verdict, count, Integer::sum);
    }

    int count() {
        return verdicts.values().stream().mapToInt(Integer::intValue).sum();
    }

    String description() {
        return description;
    }

    String lookAt() {
        return lookAt;
    }

    boolean isAccepted() {
        return isAccepted;
    }

    /** Such as {@code never closed}, or {@code 3 abandoned, 17 never closed}. */
    String verdicts() {
        if (verdicts.size() == 1) {
            return verdicts.keySet().iterator().next();
        }
        StringBuilder text = new StringBuilder();
        verdicts.forEach((verdict, count) -> text.append(text.length() == 0 ? "" : ", ")
                .append(count)
                .append(' ')
                .append(verdict));
        return text.toString();
    }
}
