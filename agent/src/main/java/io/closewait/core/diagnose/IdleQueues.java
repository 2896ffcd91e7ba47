package io.closewait.core.diagnose;

import io.closewait.core.jdk.ObjectFields;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Finds idle connections of pools of which nothing is known: what a pool lends out it takes from a queue, and what comes back it
 * puts there. A queue counts if all its elements are of one class, are no tasks, and lead to a connection each, by a short way.
 * Calls no method of the objects, and takes no lock. Lives as long as a report.
 */
final class IdleQueues {
    /** From a pool's entry over a connection, its session and TLS to the JDK's object that holds the descriptor. */
    private static final int MAX_DEPTH = 8;

    private static final int MOST_ELEMENTS = 4096;
    private static final int MOST_OBJECTS_BELOW_ONE = 300;
    private static final int MOST_OBJECTS = 100_000;

    private final ObjectFields fields;
    private final Set<Object> owners;
    private int objects;

    /** @param owners the JDK's objects that hold the descriptors of all connections */
    IdleQueues(ObjectFields fields, Set<Object> owners) {
        this.fields = fields;
        this.owners = owners;
    }

    /** Whether it is one of the JDK's; a linked list may be no more than a list. */
    static boolean isQueue(Object object) {
        return object instanceof Queue
                && !(object instanceof List)
                && object.getClass().getName().startsWith("java.util.");
    }

    /** The connections in a queue; empty if it is not a pool's. */
    Set<Object> idleIn(Object queue) {
        Collection<Object> elements = elements(queue);
        Set<Object> idle = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Class<?>> types = new HashSet<>();
        for (Object element : elements) {
            boolean isTask = element instanceof Runnable || element instanceof Callable;
            Object owner = isTask || objects >= MOST_OBJECTS ? null : owner(element);
            types.add(element.getClass());
            if (owner == null || !idle.add(owner) || types.size() > 1) {
                return Collections.emptySet();
            }
        }
        return idle;
    }

    /** By its nodes or its array. */
    private Collection<Object> elements(Object queue) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Object> elements = new ArrayList<>();
        Deque<Object> parts = new ArrayDeque<>();
        parts.add(queue);
        while (!parts.isEmpty() && seen.size() < MOST_ELEMENTS) {
            for (Object referent : ObjectGraph.referents(parts.remove(), fields, MOST_ELEMENTS)) {
                boolean isPart = referent instanceof Object[]
                        || referent.getClass().getName().startsWith("java.util.");
                boolean isWaiting = referent instanceof Thread; // for the queue's lock
                if (!isWaiting && seen.add(referent)) {
                    (isPart ? parts : elements).add(referent);
                }
            }
        }
        return elements;
    }

    /** The one connection that is nearest to an element; null if there is none, or several are. */
    private @Nullable Object owner(Object element) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(element);
        List<Object> level = Collections.singletonList(element);
        for (int depth = 0; depth < MAX_DEPTH && !level.isEmpty(); depth++) {
            Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());
            List<Object> next = new ArrayList<>();
            for (Object object : level) {
                for (Object referent : ObjectGraph.referents(object, fields, MOST_ELEMENTS)) {
                    if (owners.contains(referent)) {
                        reached.add(referent);
                    } else if (seen.size() < MOST_OBJECTS_BELOW_ONE
                            && leadsToConnection(referent)
                            && seen.add(referent)) {
                        objects++;
                        next.add(referent);
                    }
                }
            }
            if (!reached.isEmpty()) {
                return reached.size() == 1 ? reached.iterator().next() : null;
            }
            level = next;
        }
        return null;
    }

    private static boolean leadsToConnection(Object object) {
        return ObjectGraph.leadsOnOutsideTheAgent(object) && !(object instanceof Executor) && !isQueue(object);
    }
}
