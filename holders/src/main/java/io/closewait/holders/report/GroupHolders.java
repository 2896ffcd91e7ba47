package io.closewait.holders.report;

import io.closewait.holders.leaks.LeakGroup;
import io.closewait.holders.search.Finding;
import io.closewait.holders.search.HolderPath;
import io.closewait.holders.words.CodeKinds;
import io.closewait.holders.words.Knowledge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Merges what was found of the sockets of a group, most sockets first. */
final class GroupHolders {
    static final String ABANDONED = "nobody holds it: abandoned";

    private static final String ON_STACK =
            "held by nobody, except perhaps the stack of a virtual thread, which this JDK leaves out of its heap dumps";

    private final Knowledge knowledge;
    private final CodeKinds kinds;

    GroupHolders(Knowledge knowledge, CodeKinds kinds) {
        this.knowledge = knowledge;
        this.kinds = kinds;
    }

    List<HeldAlike> of(LeakGroup group, Map<Integer, Finding> findings) {
        Map<String, Bucket> buckets = new LinkedHashMap<>();
        for (int descriptor : group.descriptors()) {
            Finding finding = findings.getOrDefault(descriptor, null);
            if (finding != null) {
                Bucket bucket = bucket(finding);
                buckets.computeIfAbsent(bucket.key(), key -> bucket).add(finding.state());
            }
        }
        List<HeldAlike> holders = new ArrayList<>();
        buckets.values().stream()
                .sorted(Comparator.comparingInt((Bucket bucket) -> bucket.count).reversed())
                .forEach(bucket -> holders.add(bucket.holders()));
        return holders;
    }

    private Bucket bucket(Finding finding) {
        if (!finding.isInHeap()) {
            return new Bucket(
                    "abandoned", ABANDONED + " (no object in the heap has its descriptor)", Set.of(), List.of(), null);
        }
        HolderPath path = finding.path().orElse(null);
        if (path == null && finding.mayBeOnStack()) {
            return new Bucket("unknown", ON_STACK, Set.of(), List.of(), null);
        }
        if (path == null) {
            return finding.isCutOff()
                    ? new Bucket("unknown", "not found: too many paths lead to it", Set.of(), List.of(), null)
                    : new Bucket("abandoned", ABANDONED, Set.of(), List.of(), null);
        }
        FoldedPath folded = new FoldedPath(path, finding.threadLocal(), knowledge, kinds);
        return finding.register().isEmpty()
                ? new Bucket("held", "held by " + folded.root(), folded.words(), folded.lines(), path)
                : new Bucket("register", finding.register(), folded.words(), folded.lines(), path);
    }

    /** What is merged. */
    private static final class Bucket {
        private final String kind;
        private final String by;
        private final Set<String> words;
        private final List<String> lines;
        private final @Nullable HolderPath path;
        private final Map<String, Integer> states = new TreeMap<>();
        private int count;

        Bucket(String kind, String by, Set<String> words, List<String> lines, @Nullable HolderPath path) {
            this.kind = kind;
            this.by = by;
            this.words = words;
            this.lines = lines;
            this.path = path;
        }

        String key() {
            return kind + by + words + lines;
        }

        void add(String state) {
            count++;
            if (!state.isEmpty()) {
                states.merge(state, 1, Integer::sum);
            }
        }

        HeldAlike holders() {
            return new HeldAlike(kind, count, by, words, states, lines, path);
        }
    }
}
