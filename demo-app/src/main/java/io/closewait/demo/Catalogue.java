package io.closewait.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The scenarios by name. */
final class Catalogue {

    record Entry(String name, String summary, int holdSeconds, Factory factory) {
        Scenario create(Log root) throws Exception {
            return factory.create(root.of(name));
        }
    }

    interface Factory {
        Scenario create(Log log) throws Exception;
    }

    static final List<Entry> ENTRIES = List.of(
            new Entry("redis", "a pool without eviction outlives its Redis server", 20, RedisScenario::new),
            new Entry("http", "error responses are neither read nor closed", 20, HttpScenario::new),
            new Entry("server", "a selector server ignores the end of the stream", 20, ServerScenario::new),
            new Entry("acceptor", "the acceptor is stuck, connections die in the backlog", 20, AcceptorScenario::new),
            new Entry("abandoned", "channels are dropped without being closed", 20, AbandonedScenario::new),
            new Entry("selector", "closed channels are held by an idle selector", 20, SelectorScenario::new),
            new Entry("stuck", "workers wait for a lock while their clients leave", 20, StuckScenario::new),
            new Entry("exhaust", "leaks until \"Too many open files\"; use ulimit -n 256", 20, ExhaustScenario::new),
            new Entry("healthy", "thousands of good sockets and one half-close, no leak", 10, HealthyScenario::new),
            new Entry("mixed", "all of the above at once, except exhaust", 60, MixedScenario::new));

    private Catalogue() {}

    static Optional<Entry> find(String name) {
        return ENTRIES.stream().filter(entry -> entry.name.equals(name)).findFirst();
    }

    static String nearest(String name) {
        return ENTRIES.stream()
                .map(Entry::name)
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .orElseThrow();
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
