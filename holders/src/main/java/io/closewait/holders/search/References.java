package io.closewait.holders.search;

import io.closewait.holders.heap.ClassPattern;
import io.closewait.holders.heap.Heap;
import io.closewait.holders.heap.HeapClass;
import io.closewait.holders.heap.HeapField;
import io.closewait.holders.words.Knowledge;
import io.closewait.holders.words.Knowledge.FieldPattern;
import java.util.Arrays;
import java.util.List;

/** Which references of a heap are followed: by a field's and by a class's index. */
final class References {
    final boolean[] fields;
    final boolean[] classes;

    private References(Heap heap) {
        fields = new boolean[heap.fields().size()];
        classes = new boolean[heap.classes().size()];
        Arrays.fill(fields, true);
        Arrays.fill(classes, true);
    }

    /** Those for whose sake the garbage collector and the application keep an object. */
    static References thatHold(Heap heap, Knowledge knowledge) {
        References references = andRegisters(heap, knowledge);
        references.exclude(heap, knowledge.registers());
        return references;
    }

    /** Also those of selectors, event loops and pools, which have everything, in use or forgotten. */
    static References andRegisters(Heap heap, Knowledge knowledge) {
        References references = new References(heap);
        for (HeapClass type : heap.classes()) {
            references.classes[type.index()] = knowledge.ignoredClasses().stream()
                            .map(ClassPattern::new)
                            .noneMatch(type::is)
                    && knowledge.ignoredPackages().stream().noneMatch(type.name()::startsWith);
        }
        references.exclude(heap, knowledge.ignoredFields());
        return references;
    }

    private void exclude(Heap heap, List<FieldPattern> patterns) {
        for (HeapField field : heap.fields()) {
            for (FieldPattern pattern : patterns) {
                if (pattern.matches(field)) {
                    fields[field.index()] = false;
                }
            }
        }
    }
}
