package io.closewait.holders.search;

import io.closewait.holders.heap.Heap;
import io.closewait.holders.heap.HeapClass;
import io.closewait.holders.search.HolderPath.Step;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names thread locals by the static field that they are in: a thread knows only the object. */
final class ThreadLocals {
    private static final String ENTRY = "java.lang.ThreadLocal$ThreadLocalMap$Entry";

    private final Heap heap;

    ThreadLocals(Heap heap) {
        this.heap = heap;
    }

    void name(Map<Integer, Finding> findings) throws IOException {
        Map<Integer, Long> entries = new HashMap<>();
        findings.forEach((number, finding) ->
                finding.path().flatMap(ThreadLocals::entry).ifPresent(entry -> entries.put(number, entry)));
        if (entries.isEmpty()) {
            return;
        }
        Map<Long, Long> keys = new HashMap<>();
        heap.instances(type -> type.name().equals(ENTRY), entry -> {
            if (entries.containsValue(entry.id())) {
                keys.put(entry.id(), entry.reference("referent"));
            }
        });
        entries.forEach((number, entry) -> findings.computeIfPresent(
                number, (same, finding) -> finding.threadLocal(name(keys.getOrDefault(entry, 0L)))));
    }

    private static Optional<Long> entry(HolderPath path) {
        return path.steps().stream()
                .filter(step -> step.type().name().equals(ENTRY))
                .map(Step::holder)
                .findFirst();
    }

    private String name(long threadLocal) {
        for (HeapClass type : heap.classes()) {
            for (HeapClass.StaticReference reference : type.statics()) {
                if (reference.value() == threadLocal) {
                    return reference.field().toString();
                }
            }
        }
        return "";
    }
}
