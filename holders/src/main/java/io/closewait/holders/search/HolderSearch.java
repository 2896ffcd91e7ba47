package io.closewait.holders.search;

import io.closewait.holders.heap.ClassPattern;
import io.closewait.holders.heap.Heap;
import io.closewait.holders.heap.HeapField;
import io.closewait.holders.heap.Root;
import io.closewait.holders.search.Descriptors.Owner;
import io.closewait.holders.words.CodeKinds;
import io.closewait.holders.words.Knowledge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Finds out who holds each of some sockets, named by their descriptors. */
public final class HolderSearch {
    private static final ClassPattern VIRTUAL_THREAD = new ClassPattern("java.lang.VirtualThread");
    private static final int NEW = 0;
    private static final int TERMINATED = 99;

    private final Heap heap;
    private final Knowledge knowledge;
    private final CodeKinds kinds;
    private final IntConsumer progress;

    public HolderSearch(Heap heap, Knowledge knowledge, CodeKinds kinds, IntConsumer progress) {
        this.heap = heap;
        this.knowledge = knowledge;
        this.kinds = kinds;
        this.progress = progress;
    }

    /** By number. */
    public Map<Integer, Finding> findings(Set<Integer> numbers) throws IOException {
        Map<Integer, List<Owner>> owners = Descriptors.find(heap, numbers);
        Map<Integer, Finding> findings = new HashMap<>();
        numbers.forEach(number -> findings.put(number, Finding.notInHeap()));
        findings.putAll(findings(owners, References.thatHold(heap, knowledge), false));
        Map<Integer, List<Owner>> heldByNobody = new HashMap<>(owners);
        heldByNobody.keySet().removeIf(number -> path(findings, number).isPresent());
        if (!heldByNobody.isEmpty()) {
            findings(heldByNobody, References.andRegisters(heap, knowledge), true)
                    .forEach((number, finding) -> {
                        if (finding.path().isPresent()) {
                            findings.put(number, finding);
                        }
                    });
        }
        new ThreadLocals(heap).name(findings);
        boolean isOneWithoutPath = findings.values().stream()
                .anyMatch(finding -> finding.isInHeap() && finding.path().isEmpty());
        if (isOneWithoutPath && areStacksLeftOut()) {
            findings.replaceAll((number, finding) -> finding.path().isEmpty() ? finding.withStacksLeftOut() : finding);
        }
        return findings;
    }

    /** JDK 21 dumps no stacks of virtual threads that wait: such a thread is no root there. */
    private boolean areStacksLeftOut() throws IOException {
        boolean[] isOne = new boolean[1];
        heap.instances(type -> type.is(VIRTUAL_THREAD), thread -> {
            Root root = heap.root(thread.id());
            int state = thread.number("state", TERMINATED);
            isOne[0] |= state != NEW && state != TERMINATED && (root == null || root.kind() != Root.Kind.THREAD);
        });
        return isOne[0];
    }

    private static Optional<HolderPath> path(Map<Integer, Finding> findings, int number) {
        Finding finding = findings.get(number);
        return finding == null ? Optional.empty() : finding.path();
    }

    private Map<Integer, Finding> findings(
            Map<Integer, List<Owner>> owners, References references, boolean withRegisters) throws IOException {
        ReverseSearch search = new ReverseSearch(
                heap, references, (object, type, field) -> root(object, field, withRegisters), kinds::isApplication);
        Map<Integer, List<Integer>> nodes = new HashMap<>();
        owners.forEach((number, objects) -> nodes.put(
                number,
                objects.stream()
                        .map(object -> search.target(object.id(), object.type()))
                        .toList()));
        PathFinder paths = search.run(progress);
        List<Integer> all = nodes.values().stream().flatMap(List::stream).toList();
        Map<Integer, String> states = new PoolStates(heap, knowledge, search.graph()).of(all);
        Map<Integer, Finding> findings = new HashMap<>();
        nodes.forEach((number, candidates) -> {
            List<HolderPath> found = new ArrayList<>();
            candidates.forEach(node -> paths.path(node).ifPresent(found::add));
            String state = candidates.stream()
                    .filter(states::containsKey)
                    .map(states::get)
                    .findFirst()
                    .orElse("");
            Optional<HolderPath> path = found.stream().findFirst();
            String register = withRegisters && path.isPresent()
                    ? new Registers(knowledge, search.graph()).words(path.get(), candidates)
                    : "";
            findings.put(number, new Finding(true, path, register, state, "", false, search.isCutOff()));
        });
        return findings;
    }

    private @Nullable Root root(long object, @Nullable HeapField field, boolean withRegisters) {
        if (field != null && field.isStatic()) {
            return new Root(Root.Kind.STATIC_FIELD, null);
        }
        Root root = heap.root(object);
        if (root == null || root.frame() == null) {
            return root;
        }
        String frame = root.frame().className();
        boolean isLeftOut = knowledge.ignoredPackages().stream().anyMatch(frame::startsWith)
                || (!withRegisters && knowledge.registerFrames().contains(frame));
        return isLeftOut ? null : root;
    }
}
