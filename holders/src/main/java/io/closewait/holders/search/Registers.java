package io.closewait.holders.search;

import com.carrotsearch.hppc.IntArrayList;
import io.closewait.holders.heap.ClassPattern;
import io.closewait.holders.heap.HeapField;
import io.closewait.holders.search.HolderPath.Step;
import io.closewait.holders.words.Knowledge;
import io.closewait.holders.words.Knowledge.FieldPattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says in what register a socket is that nobody else holds. */
final class Registers {
    /** From a descriptor to the channel of an event loop. */
    private static final int STEPS = 3;

    private final Knowledge knowledge;
    private final HolderGraph graph;

    Registers(Knowledge knowledge, HolderGraph graph) {
        this.knowledge = knowledge;
        this.graph = graph;
    }

    /** In words. An event loop's channel is behind a selector of the JDK: it is not on the path, but beside it. */
    String words(HolderPath path, List<Integer> descriptors) {
        if (isOfEventLoop(descriptors)) {
            return "held by its event loop only";
        }
        for (Step step : path.steps()) {
            HeapField field = step.field();
            for (FieldPattern register : knowledge.registers()) {
                if (field != null && register.words() != null && register.matches(field)) {
                    return register.words();
                }
            }
        }
        return "held by its selector only";
    }

    private boolean isOfEventLoop(List<Integer> descriptors) {
        Set<Integer> seen = new HashSet<>(descriptors);
        IntArrayList level = new IntArrayList();
        descriptors.forEach(level::add);
        for (int i = 0; i < STEPS; i++) {
            IntArrayList next = new IntArrayList();
            for (var node : level) {
                graph.eachHolderEdge(node.value, edge -> {
                    if (seen.add(graph.holder(edge))) {
                        next.add(graph.holder(edge));
                    }
                });
            }
            for (var node : next) {
                if (knowledge.eventLoopChannels().stream()
                        .map(ClassPattern::new)
                        .anyMatch(graph.type(node.value)::is)) {
                    return true;
                }
            }
            level = next;
        }
        return false;
    }
}
