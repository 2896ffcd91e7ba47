package io.closewait.holders;

import io.closewait.holders.heap.Heap;
import io.closewait.holders.leaks.LeakGroup;
import io.closewait.holders.leaks.LeakReport;
import io.closewait.holders.report.HolderReport;
import io.closewait.holders.search.Finding;
import io.closewait.holders.search.HolderSearch;
import io.closewait.holders.words.CodeKinds;
import io.closewait.holders.words.Knowledge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A heap dump and the leaks of the same time. */
final class Analysis {
    /** From this size on, how far it is gets said. */
    private static final long LARGE = 500_000_000;

    private Analysis() {}

    /** @throws IOException if the heap dump cannot be read, or was not written to its end */
    static HolderReport of(Path heapFile, LeakReport report, List<LeakGroup> groups, Output output) throws IOException {
        Knowledge knowledge = Knowledge.read();
        CodeKinds kinds = new CodeKinds(knowledge, report.option("application"), report.option("libraries"));
        Set<Integer> descriptors = new TreeSet<>();
        groups.forEach(group -> descriptors.addAll(group.descriptors()));
        boolean isLarge = Files.size(heapFile) > LARGE;
        Heap heap = Heap.open(heapFile);
        Map<Integer, Finding> findings = new HolderSearch(heap, knowledge, kinds, pass -> {
                    if (isLarge) {
                        output.say("reading the heap dump, step " + pass);
                    }
                })
                .findings(descriptors);
        return new HolderReport(report, groups, findings, knowledge, kinds);
    }
}
