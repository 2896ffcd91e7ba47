package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.jdk.ObjectFields;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Through which objects the application refers to accepted connections. An object that it keeps in order to complete a response
 * later, such as an event stream, refers to the connection, while nothing need refer from there to it. So this searches downwards
 * from all of the application's objects at the same pace. Bounded in number, calls no method of the objects, and takes no lock.
 * Lives as long as a report.
 */
final class KeptResponses {
    private static final int MOST_OBJECTS = 200_000;
    private static final int MOST_OBJECTS_BELOW = 100_000;
    private static final int MOST_ELEMENTS = 4096;

    private final ObjectFields fields = new ObjectFields();
    private final Frames frames;
    private final Set<Object> owners;
    /** What was reached below the application's objects, and from where. */
    private final IdentityHashMap<Object, Object> parents = new IdentityHashMap<>();

    /** @param owners the JDK's objects that hold the descriptors in question */
    KeptResponses(Frames frames, Collection<Object> roots, Set<Object> owners) {
        this.frames = frames;
        this.owners = owners;
        searchFrom(ofApplication(roots));
    }

    /** From what refers to the connection up to what an object of the application refers to; empty if none was found. */
    List<Object> way(@Nullable Object owner) {
        List<Object> way = new ArrayList<>();
        Object object = owner == null ? null : parents.get(owner);
        while (object != null && parents.get(object) != object) {
            way.add(object);
            object = parents.get(object);
        }
        return way;
    }

    /** The application's object at the upper end of that way; null if none was found. */
    @Nullable
    Object keeper(@Nullable Object owner) {
        Object object = owner == null ? null : parents.get(owner);
        while (object != null && parents.get(object) != object) {
            object = parents.get(object);
        }
        return object;
    }

    private Deque<Object> ofApplication(Collection<Object> roots) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> queue = new ArrayDeque<>();
        Deque<Object> found = new ArrayDeque<>();
        add(roots, seen, queue);
        while (!queue.isEmpty()) {
            Object object = queue.remove();
            boolean isArray = object.getClass().isArray();
            if (!isArray && frames.kind(object.getClass()) == FrameKind.APPLICATION) {
                found.add(object);
            }
            add(referents(object), seen, queue);
        }
        return found;
    }

    private static void add(Collection<Object> objects, Set<Object> seen, Deque<Object> queue) {
        for (Object object : objects) {
            if (seen.size() < MOST_OBJECTS && leadsOn(object) && seen.add(object)) {
                queue.add(object);
            }
        }
    }

    private void searchFrom(Deque<Object> queue) {
        for (Object object : queue) {
            parents.put(object, object);
        }
        while (!queue.isEmpty()) {
            Object object = queue.remove();
            for (Object referent : referents(object)) {
                boolean isOwner = owners.contains(referent);
                boolean isWay = leadsOn(referent) && !(referent instanceof Executor);
                if ((isOwner || (isWay && parents.size() < MOST_OBJECTS_BELOW))
                        && parents.putIfAbsent(referent, object) == null
                        && !isOwner) {
                    queue.add(referent);
                }
            }
        }
    }

    private Collection<Object> referents(Object object) {
        return ObjectGraph.referents(object, fields, MOST_ELEMENTS);
    }

    /** A selector's keys lead to every connection. */
    private static boolean leadsOn(Object object) {
        return ObjectGraph.leadsOnOutsideTheAgent(object)
                && !object.getClass().getName().startsWith("sun.nio.ch.");
    }
}
