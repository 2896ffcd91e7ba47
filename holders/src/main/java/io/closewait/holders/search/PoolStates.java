package io.closewait.holders.search;

import io.closewait.holders.heap.Heap;
import io.closewait.holders.heap.HeapClass;
import io.closewait.holders.heap.HeapInstance;
import io.closewait.holders.heap.Root;
import io.closewait.holders.words.Knowledge;
import io.closewait.holders.words.Knowledge.PoolState;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What pools note of the connections that they have made: idle, leased. */
final class PoolStates {
    /** As far as a pool's entry is from the descriptor of its connection, TLS and proxies between. */
    private static final int STEPS = 14;

    private final Heap heap;
    private final Knowledge knowledge;
    private final HolderGraph graph;

    PoolStates(Heap heap, Knowledge knowledge, HolderGraph graph) {
        this.heap = heap;
        this.knowledge = knowledge;
        this.graph = graph;
    }

    /** In words, by the node of a descriptor; those that belong to no known pool are missing. */
    Map<Integer, String> of(Iterable<Integer> descriptors) throws IOException {
        Map<Integer, Integer> entries = new LinkedHashMap<>();
        for (int descriptor : descriptors) {
            entry(descriptor).ifPresent(entry -> entries.put(descriptor, entry));
        }
        Map<Long, String> words = entries.isEmpty() ? Map.of() : words(new HashSet<>(entries.values()));
        Map<Integer, String> states = new HashMap<>();
        entries.forEach((descriptor, entry) -> {
            String state = words.get(graph.id(entry));
            if (state != null) {
                states.put(descriptor, state);
            }
        });
        return states;
    }

    /** The nearest holder that is a pool's entry. */
    private Optional<Integer> entry(int descriptor) {
        Map<Integer, Integer> distances = new HashMap<>(Map.of(descriptor, 0));
        Deque<Integer> queue = new ArrayDeque<>(distances.keySet());
        while (!queue.isEmpty()) {
            int node = queue.remove();
            HeapClass type = graph.type(node);
            if (state(type) != null) {
                return Optional.of(node);
            }
            int distance = distances.getOrDefault(node, 0);
            if (distance < STEPS) {
                graph.eachHolderEdge(node, edge -> {
                    if (distances.putIfAbsent(graph.holder(edge), distance + 1) == null) {
                        queue.add(graph.holder(edge));
                    }
                });
            }
        }
        return Optional.empty();
    }

    private @Nullable PoolState state(HeapClass type) {
        return knowledge.states().stream()
                .filter(state -> state.isEntry(type))
                .findFirst()
                .orElse(null);
    }

    private Map<Long, String> words(Set<Integer> entries) throws IOException {
        Set<Long> ids = new HashSet<>();
        entries.forEach(entry -> ids.add(graph.id(entry)));
        Map<Long, String> words = new HashMap<>();
        Map<Long, Long> lists = new HashMap<>();
        heap.instances(type -> state(type) != null, entry -> {
            if (ids.contains(entry.id())) {
                noted(entry).ifPresent(noted -> words.put(entry.id(), noted));
                PoolState state = state(entry.type());
                if (state != null && state.list() != null) {
                    lists.put(entry.id(), entry.reference(state.list()));
                }
            }
        });
        if (!lists.isEmpty()) {
            addThoseOfLists(lists, words);
        }
        addThoseOfPools(entries, words);
        return words;
    }

    private Optional<String> noted(HeapInstance entry) {
        for (PoolState state : knowledge.states()) {
            if (state.isEntry(entry.type())) {
                if (state.number() != null) {
                    return words(state, String.valueOf(entry.number(state.number(), Integer.MIN_VALUE)));
                } else if (state.constant() != null) {
                    return constant(entry.reference(state.constant())).flatMap(name -> words(state, name));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> words(PoolState state, String key) {
        return Optional.ofNullable(state.words().get(key)).map(words -> words + " (" + state.library() + ")");
    }

    /** An enum's constant is the static field that has it. */
    private Optional<String> constant(long object) {
        return heap.classes().stream()
                .flatMap(type -> type.statics().stream())
                .filter(field -> field.value() == object)
                .map(field -> field.field().name())
                .findFirst();
    }

    private void addThoseOfLists(Map<Long, Long> lists, Map<Long, String> words) throws IOException {
        Map<Long, Integer> sizes = new HashMap<>();
        Set<Long> wanted = new HashSet<>(lists.values());
        heap.instances(type -> type.name().equals("java.util.ArrayList"), list -> {
            if (wanted.contains(list.id())) {
                sizes.put(list.id(), list.number("size", 0));
            }
        });
        lists.forEach((entry, list) -> {
            int node = graph.find(entry);
            PoolState state = state(graph.type(node));
            Integer size = sizes.get(list);
            if (state != null && size != null) {
                words(state, size == 0 ? "empty" : "filled").ifPresent(noted -> words.put(entry, noted));
            }
        });
    }

    /** Of pools that keep idle and leased entries apart: the field of the pool that leads to the entry. */
    private void addThoseOfPools(Set<Integer> entries, Map<Long, String> words) throws IOException {
        for (PoolState state : knowledge.states()) {
            if (state.pool() == null) {
                continue;
            }
            ReverseSearch search = new ReverseSearch(
                    heap,
                    References.thatHold(heap, knowledge),
                    (object, type, field) ->
                            field != null && state.isPool(type) && state.words().containsKey(field.name())
                                    ? new Root(Root.Kind.OTHER, null)
                                    : null,
                    name -> false);
            Map<Integer, Long> targets = new HashMap<>();
            for (int entry : entries) {
                if (state.isEntry(graph.type(entry)) && !words.containsKey(graph.id(entry))) {
                    targets.put(search.target(graph.id(entry), graph.type(entry)), graph.id(entry));
                }
            }
            if (targets.isEmpty()) {
                continue;
            }
            PathFinder paths = search.run(pass -> {});
            targets.forEach((node, id) -> paths.path(node)
                    .map(path -> path.steps().get(0).field())
                    .flatMap(field -> words(state, field.name()))
                    .ifPresent(noted -> words.put(id, noted)));
        }
    }
}
