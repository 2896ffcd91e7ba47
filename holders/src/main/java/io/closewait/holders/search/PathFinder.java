package io.closewait.holders.search;

import com.carrotsearch.hppc.IntArrayDeque;
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
 * The shortest paths from roots down to every object of a graph, up to three for each: one that begins in the application, with a
 * static field or a local variable of its; one that touches the application; and one that does not. The first of them that is there
 * is the object's.
 */
final class PathFinder {
    private static final int ELSEWHERE = 0;
    private static final int TOUCHES = 1;
    private static final int BEGINS = 2;
    private static final int WAYS = 3;

    private final HolderGraph graph;
    private final Map<Integer, Root> roots;
    private final Predicate<String> isApplication;
    private final int size;
    /** By state, which is a node and a way: how it was come by. */
    private final int[] edgeTo;

    private final int[] stateBefore;
    private final boolean[] seen;

    PathFinder(HolderGraph graph, Map<Integer, Root> roots, Predicate<String> isApplication) {
        this.graph = graph;
        this.roots = roots;
        this.isApplication = isApplication;
        this.size = graph.nodeCount();
        this.edgeTo = new int[WAYS * size];
        this.stateBefore = new int[WAYS * size];
        this.seen = new boolean[WAYS * size];
        Arrays.fill(edgeTo, HolderGraph.NONE);
        search();
    }

    private void search() {
        IntArrayDeque queue = new IntArrayDeque();
        roots.entrySet().stream()
                .sorted(Comparator.comparing(root -> root.getValue().kind()))
                .forEach(root -> reach(root.getKey(), beginning(root.getKey(), root.getValue()), -1, -1, queue));
        while (!queue.isEmpty()) {
            int state = queue.removeFirst();
            int way = state / size;
            graph.eachHeldEdge(state % size, edge -> {
                int held = graph.held(edge);
                reach(held, way == ELSEWHERE && isOfApplication(held) ? TOUCHES : way, edge, state, queue);
            });
        }
    }

    private void reach(int node, int way, int edge, int before, IntArrayDeque queue) {
        int state = way * size + node;
        if (!seen[state]) {
            seen[state] = true;
            edgeTo[state] = edge;
            stateBefore[state] = before;
            queue.addLast(state);
        }
    }

    private int beginning(int node, Root root) {
        boolean isLocal =
                root.frame() != null && isApplication.test(root.frame().className());
        if (isLocal || (root.kind() == Root.Kind.STATIC_FIELD && isOfApplication(node))) {
            return BEGINS;
        }
        return isOfApplication(node) ? TOUCHES : ELSEWHERE;
    }

    private boolean isOfApplication(int node) {
        return isApplication.test(graph.type(node).name());
    }

    boolean hasPath(int node) {
        return seen[node] || seen[size + node] || beginsInApplication(node);
    }

    /** Whether its path begins in the application: there is no better one. */
    boolean beginsInApplication(int node) {
        return seen[BEGINS * size + node];
    }

    Optional<HolderPath> path(int node) {
        int way = BEGINS;
        while (way > ELSEWHERE && !seen[way * size + node]) {
            way--;
        }
        int state = way * size + node;
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
