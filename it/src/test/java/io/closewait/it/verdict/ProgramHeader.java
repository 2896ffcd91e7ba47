package io.closewait.it.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the first comment of a program's source declares, a line a {@code key: value}. Lines from {@code run:} on are for one
 * run of the program, those above the first {@code run:} for all of them; lines after a {@code leak:} are about that leak.
 */
record ProgramHeader(List<List<Entry>> runs) {
    record Entry(String key, String value) {}

    private static final Set<String> KEYS = Set.of(
            "run",
            "library",
            "libraries",
            "replace",
            "launch",
            "jdk",
            "jvm",
            "agent",
            "arguments",
            "daily",
            "ready",
            "healthy",
            "gc",
            "ask",
            "leak",
            "handler",
            "hint",
            "names",
            "close-wait",
            "within",
            "says",
            "known-wrong");

    /** Reads the comment that the source begins with; a source without one is no program but a part of others. */
    static ProgramHeader of(String file, List<String> source) {
        List<List<Entry>> runs = new ArrayList<>(List.of(new ArrayList<>()));
        if (source.isEmpty() || !source.get(0).equals("/*")) {
            return new ProgramHeader(List.of());
        }
        for (String line : source.subList(1, source.indexOf(" */"))) {
            String text = line.replaceFirst("^ \\* ?", "").trim();
            int colon = text.indexOf(": ");
            String key = colon < 0 ? text : text.substring(0, colon);
            if (!KEYS.contains(key)) {
                throw new IllegalStateException(file + " declares '" + text + "'; known are " + KEYS);
            }
            if (key.equals("run")) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1)
                    .add(new Entry(
                            key, colon < 0 ? "" : text.substring(colon + 2).trim()));
        }
        List<Entry> shared = runs.remove(0);
        if (runs.isEmpty()) {
            return new ProgramHeader(List.of(shared));
        }
        return new ProgramHeader(
                runs.stream().map(own -> withDefaults(shared, own)).toList());
    }

    /** A run's own entries come first; a key that the run has replaces all that is shared under it. */
    private static List<Entry> withDefaults(List<Entry> shared, List<Entry> own) {
        boolean ownLeaks = own.stream().anyMatch(entry -> entry.key.equals("leak"));
        List<Entry> all = new ArrayList<>();
        List<Entry> leaks = new ArrayList<>();
        boolean inLeak = false;
        for (Entry entry : shared) {
            inLeak |= entry.key.equals("leak");
            if (inLeak && !ownLeaks) {
                leaks.add(entry);
            } else if (!inLeak && own.stream().noneMatch(mine -> mine.key.equals(entry.key))) {
                all.add(entry);
            }
        }
        all.addAll(leaks); // what a run adds to a leak that all share comes after it
        all.addAll(own);
        return all;
    }
}
