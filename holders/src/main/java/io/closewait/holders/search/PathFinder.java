package io.closewait.holders.search;

import com.carrotsearch.hppc.IntArrayDeque;
import io.closewait.holders.heap.HeapClass;
import io.closewait.holders.heap.Root;
import io.closewait.holders.search.HolderPath.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The shortest paths from roots down to every object of a graph: for each object one that touches a class of the application, and
 * one that does not, as far as there are.
 */
final class PathFinder {
    private final HolderGraph graph;
    private final Map<Integer, Root> roots;
    private final Predicate<String> isApplication;
    private final int size;
    /** By state, which is a node, or a node plus the number of nodes once the application was touched: how it was come by. */
    private final int[] edgeTo;

    private final int[] stateBefore;
    private final boolean[] seen;

    PathFinder(HolderGraph graph, Map<Integer, Root> roots, Predicate<String> isApplication) {
        this.graph = graph;
        this.roots = roots;
        this.isApplication = isApplication;
        this.size = graph.nodeCount();
        this.edgeTo = new int[2 * size];
        this.stateBefore = new int[2 * size];
        this.seen = new boolean[2 * size];
        Arrays.fill(edgeTo, HolderGraph.NONE);
        search();
    }

    private void search() {
        IntArrayDeque queue = new IntArrayDeque();
        roots.entrySet().stream()
                .sorted(Comparator.comparing(root -> root.getValue().kind()))
                .forEach(root ->
                        reach(root.getKey(), startsInApplication(root.getKey(), root.getValue()), -1, -1, queue));
        while (!queue.isEmpty()) {
            int state = queue.removeFirst();
            int node = state % size;
            graph.eachHeldEdge(node, edge -> {
                int held = graph.held(edge);
                reach(held, state >= size || isOfApplication(graph.type(held)), edge, state, queue);
            });
        }
    }

    private void reach(int node, boolean inApplication, int edge, int before, IntArrayDeque queue) {
        int state = inApplication ? node + size : node;
        if (!seen[state]) {
            seen[state] = true;
            edgeTo[state] = edge;
            stateBefore[state] = before;
            queue.addLast(state);
        }
    }

    private boolean startsInApplication(int node, Root root) {
        return isOfApplication(graph.type(node))
                || root.frame() != null && isApplication.test(root.frame().className());
    }

    private boolean isOfApplication(HeapClass type) {
        return isApplication.test(type.name());
    }

    boolean hasPath(int node) {
        return seen[node] || seen[node + size];
    }

    /** Whether its path touches the application. */
    boolean isOfApplication(int node) {
        return seen[node + size];
    }

    Optional<HolderPath> path(int node) {
        int state = seen[node + size] ? node + size : node;
        if (!seen[state]) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        while (edgeTo[state] != HolderGraph.NONE) {
            int edge = edgeTo[state];
            int holder = graph.holder(edge);
            steps.add(new Step(graph.id(holder), graph.type(holder), graph.field(edge)));
            state = stateBefore[state];
        }
        Collections.reverse(steps);
        return Optional.of(new HolderPath(Objects.requireNonNull(roots.get(state % size)), graph.type(node), steps));
    }
}
