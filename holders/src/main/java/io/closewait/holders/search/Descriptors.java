package io.closewait.holders.search;

import io.closewait.holders.heap.ClassPattern;
import io.closewait.holders.heap.Heap;
import io.closewait.holders.heap.HeapClass;
import io.closewait.holders.heap.HeapInstance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The objects that have a descriptor. The JDK's sockets and channels of all kinds have a {@code java.io.FileDescriptor}, whose
 * number is -1 once it is closed; Netty's native transports have their own, which keeps its number and notes that it is closed.
 */
final class Descriptors {
    private static final ClassPattern JDK = new ClassPattern("java.io.FileDescriptor");
    private static final ClassPattern NETTY = new ClassPattern("*netty.channel.unix.FileDescriptor");
    private static final int NETTY_CLOSED = 1;

    private Descriptors() {}

    /** By number; a number may have more than one object, or none. */
    static Map<Integer, List<Owner>> find(Heap heap, Set<Integer> numbers) throws IOException {
        Map<Integer, List<Owner>> found = new TreeMap<>();
        heap.instances(type -> type.is(JDK) || type.is(NETTY), instance -> {
            int number = instance.number("fd", -1);
            if (numbers.contains(number) && !isClosed(instance)) {
                found.computeIfAbsent(number, none -> new ArrayList<>()).add(new Owner(instance.id(), instance.type()));
            }
        });
        return found;
    }

    private static boolean isClosed(HeapInstance instance) {
        return instance.type().is(NETTY) && (instance.number("state", 0) & NETTY_CLOSED) != 0;
    }

    /** An object with a descriptor. */
    record Owner(long id, HeapClass type) {}
}
