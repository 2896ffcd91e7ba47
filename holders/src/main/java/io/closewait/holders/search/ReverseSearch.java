package io.closewait.holders.search;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongIntHashMap;
import io.closewait.holders.heap.Heap;
import io.closewait.holders.heap.HeapClass;
import io.closewait.holders.heap.HeapField;
import io.closewait.holders.heap.Root;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Searches from objects upwards, breadth first, for the shortest paths from roots. Each pass over the heap finds the holders of
 * what the pass before has found. So memory is needed only for what leads to the objects; who is not asked about costs none.
 * <p>
 * A path that begins in the application is preferred to a shorter one: after the first, some more passes look for it.
 */
final class ReverseSearch {
    /** As long as a path may be, linked lists counted as one. */
    private static final int MAX_PASSES = 48;

    private static final int PASSES_FOR_THE_APPLICATION = 4;
    /** Together about 200 MB. */
    private static final int MAX_NODES = 2_000_000;

    private static final int MAX_EDGES = 3_000_000;
    /**
     * Of one object, by the same field. What has a million holders is known to all of them, as a service to its orders; each of
     * them is alive, so that some lead to a root as well as all.
     */
    private static final int MAX_ALIKE = 1_000;

    /** As many steps by the same field of one class, and it is taken for a linked list. */
    private static final int CHAIN = 2;

    /** That are taken for linked lists: each takes up to 60 MB. */
    private static final int MAX_CHAINS = 3;

    private final Heap heap;
    private final References references;
    private final RootFinder rootFinder;
    private final Predicate<String> isApplication;
    private final HolderGraph graph = new HolderGraph();
    private final LongIntHashMap alike = new LongIntHashMap();
    private final IntArrayList targets = new IntArrayList();
    private final Map<Integer, Root> roots = new HashMap<>();
    private final Map<HeapField, ChainLinks> chains = new HashMap<>();
    private final Set<HeapField> newChains = new HashSet<>();
    private final Map<HeapField, Integer> chainSteps = new HashMap<>();
    private boolean isCutOff;

    ReverseSearch(Heap heap, References references, RootFinder rootFinder, Predicate<String> isApplication) {
        this.heap = heap;
        this.references = references;
        this.rootFinder = rootFinder;
        this.isApplication = isApplication;
    }

    /** Whether something was not followed for lack of memory, or since it was too far. */
    boolean isCutOff() {
        return isCutOff;
    }

    HolderGraph graph() {
        return graph;
    }

    /** Adds an object to search from, before {@link #run}. */
    int target(long object, HeapClass type) {
        int known = graph.find(object);
        if (known != HolderGraph.NONE) {
            return known;
        }
        int node = graph.add(object, type);
        targets.add(node);
        root(node, null);
        return node;
    }

    /**
     * Passes until each target has its path, or nothing is left to follow. Returns the paths.
     *
     * @param progress told the number of each pass as it begins
     */
    PathFinder run(IntConsumer progress) throws IOException {
        IntArrayList frontier = new IntArrayList(targets);
        int passesOfFirstPath = 0;
        PathFinder paths = paths();
        for (int pass = 1; !frontier.isEmpty(); pass++) {
            if (pass > MAX_PASSES || graph.nodeCount() >= MAX_NODES || graph.edgeCount() >= MAX_EDGES) {
                isCutOff = true;
                break;
            }
            progress.accept(pass);
            frontier = holders(frontier);
            paths = paths();
            BitSet open = new BitSet();
            boolean isOneWithout = false;
            for (var target : targets) {
                boolean hasPath = paths.hasPath(target.value);
                isOneWithout |= !hasPath;
                if (!hasPath || !paths.beginsInApplication(target.value)) {
                    open.set(target.value);
                }
            }
            if (!isOneWithout && ++passesOfFirstPath > PASSES_FOR_THE_APPLICATION) {
                break;
            }
            frontier = thoseThatLeadTo(open, frontier);
        }
        return paths;
    }

    private PathFinder paths() {
        return new PathFinder(graph, roots, isApplication);
    }

    /** One pass: adds the holders of these, and returns those of them that have not been seen before. */
    private IntArrayList holders(IntArrayList frontier) throws IOException {
        LongIntHashMap wanted = new LongIntHashMap(frontier.size());
        for (var node : frontier) {
            wanted.put(graph.id(node.value), node.value);
        }
        IntArrayList found = new IntArrayList();
        heap.references(references.classes, references.fields, (holder, type, field, held) -> {
            if (field != null && !chains.isEmpty()) {
                ChainLinks chain = chains.get(field);
                if (chain != null) {
                    chain.add(holder, held);
                }
            }
            int heldNode = wanted.getOrDefault(held, HolderGraph.NONE);
            if (heldNode != HolderGraph.NONE) {
                add(holder, type, field, heldNode, found);
            }
        });
        chains.values().forEach(ChainLinks::complete);
        followChains(found);
        newChains.stream()
                .limit(Math.max(0, MAX_CHAINS - chains.size()))
                .forEach(field -> chains.put(field, new ChainLinks(field)));
        newChains.clear();
        return found;
    }

    private void add(long holder, HeapClass type, @Nullable HeapField field, int held, IntArrayList found) {
        if (graph.edgeCount() >= MAX_EDGES || graph.nodeCount() >= MAX_NODES) {
            isCutOff = true;
            return;
        }
        int kind = field == null ? -1 - type.index() : field.index();
        if (alike.addTo(((long) held << Integer.SIZE) ^ kind, 1) > MAX_ALIKE) {
            return;
        }
        int node = graph.find(holder);
        boolean isNew = node == HolderGraph.NONE;
        if (isNew) {
            node = graph.add(holder, type);
        }
        if (!roots.containsKey(node)) {
            root(node, field);
        }
        if (isNew) {
            found.add(node); // a root, too: the application may hold it besides
        }
        graph.connect(node, field, held);
        if (field != null && !field.isStatic() && type == graph.type(held) && !chains.containsKey(field)) {
            int steps = chainSteps.merge(field, 1, Integer::sum);
            if (steps > CHAIN) {
                newChains.add(field); // its links are collected from the next pass's beginning
            }
        }
    }

    private void root(int node, @Nullable HeapField field) {
        Root root = rootFinder.root(graph.id(node), graph.type(node), field);
        if (root != null) {
            roots.put(node, root);
        }
    }

    /** Adds to what was found all that precedes it in linked lists. */
    private void followChains(IntArrayList found) {
        for (ChainLinks chain : chains.values()) {
            for (int i = 0; i < found.size(); i++) { // grows
                int held = found.get(i);
                HeapClass type = graph.type(held);
                long holder = chain.holder(graph.id(held));
                if (holder != 0) {
                    add(holder, type, chain.field, held, found);
                }
            }
        }
    }

    /** Of these nodes, those from which a path goes down to a target that is still open. */
    private IntArrayList thoseThatLeadTo(BitSet open, IntArrayList nodes) {
        BitSet above = new BitSet(graph.nodeCount());
        IntArrayList queue = new IntArrayList();
        for (int node = open.nextSetBit(0); node >= 0; node = open.nextSetBit(node + 1)) {
            above.set(node);
            queue.add(node);
        }
        for (int i = 0; i < queue.size(); i++) { // grows
            graph.eachHolderEdge(queue.get(i), edge -> {
                int holder = graph.holder(edge);
                if (!above.get(holder)) {
                    above.set(holder);
                    queue.add(holder);
                }
            });
        }
        IntArrayList leading = new IntArrayList();
        for (var node : nodes) {
            if (above.get(node.value)) {
                leading.add(node.value);
            }
        }
        return leading;
    }
}
