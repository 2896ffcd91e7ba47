package io.closewait.holders.search;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongIntHashMap;
import io.closewait.holders.heap.HeapClass;
import io.closewait.holders.heap.HeapField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects by small numbers, and who holds whom. An edge leads from a holder to what it holds. In plain arrays: there may be
 * millions.
 */
final class HolderGraph {
    static final int NONE = -1;

    private final LongIntHashMap nodes = new LongIntHashMap();
    private final LongArrayList ids = new LongArrayList();
    private final List<HeapClass> types = new ArrayList<>();
    /** By node: its last edge to something held, its last edge from a holder. */
    private final IntArrayList firstHeld = new IntArrayList();

    private final IntArrayList firstHolder = new IntArrayList();

    /** By edge. */
    private final IntArrayList holders = new IntArrayList();

    private final IntArrayList held = new IntArrayList();
    private final IntArrayList nextHeld = new IntArrayList();
    private final IntArrayList nextHolder = new IntArrayList();
    private final List<@Nullable HeapField> fields = new ArrayList<>();

    int nodeCount() {
        return ids.size();
    }

    int edgeCount() {
        return holders.size();
    }

    /** Its number, or {@link #NONE}. */
    int find(long id) {
        return nodes.getOrDefault(id, NONE);
    }

    int add(long id, HeapClass type) {
        int node = ids.size();
        nodes.put(id, node);
        ids.add(id);
        types.add(type);
        firstHeld.add(NONE);
        firstHolder.add(NONE);
        return node;
    }

    void connect(int holder, @Nullable HeapField field, int heldNode) {
        int edge = holders.size();
        holders.add(holder);
        held.add(heldNode);
        fields.add(field);
        nextHeld.add(firstHeld.get(holder));
        firstHeld.set(holder, edge);
        nextHolder.add(firstHolder.get(heldNode));
        firstHolder.set(heldNode, edge);
    }

    long id(int node) {
        return ids.get(node);
    }

    HeapClass type(int node) {
        return types.get(node);
    }

    int holder(int edge) {
        return holders.get(edge);
    }

    int held(int edge) {
        return held.get(edge);
    }

    /** Null for an element of an array. */
    @Nullable
    HeapField field(int edge) {
        return fields.get(edge);
    }

    void eachHolderEdge(int node, IntConsumer visitor) {
        for (int edge = firstHolder.get(node); edge != NONE; edge = nextHolder.get(edge)) {
            visitor.accept(edge);
        }
    }

    void eachHeldEdge(int node, IntConsumer visitor) {
        for (int edge = firstHeld.get(node); edge != NONE; edge = nextHeld.get(edge)) {
            visitor.accept(edge);
        }
    }
}
