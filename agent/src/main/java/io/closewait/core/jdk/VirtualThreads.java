package io.closewait.core.jdk;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The virtual threads (JDK 21 and later, JEP 444), of which no API has a list. The JDK keeps them in containers for its thread
 * dumps: one for each executor, and one for those started directly, unless {@code -Djdk.trackAllThreads=false}.
 */
public final class VirtualThreads {
    private static final String CONTAINERS = "jdk.internal.vm.ThreadContainers";
    private static final String STARTED_DIRECTLY = CONTAINERS + "$RootContainer$TrackingRootContainer";

    /** There may be millions of threads. */
    private static final int MOST_OBJECTS = 20_000;

    private static final String VIRTUAL = "java.lang.VirtualThread";

    private VirtualThreads() {}

    /** At most so many of them; none on earlier JDKs, or if this JVM does not let the agent see them. */
    public static List<Thread> live(int most) {
        List<Thread> found = new ArrayList<>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> queue = new ArrayDeque<>();
        for (String holder : new String[] {CONTAINERS, STARTED_DIRECTLY}) {
            Class<?> type = type(holder);
            queue.addAll(type == null ? Collections.emptyList() : ObjectFields.ofStatics(type));
        }
        ObjectFields fields = new ObjectFields();
        while (!queue.isEmpty() && found.size() < most && seen.size() < MOST_OBJECTS) {
            Object object = queue.remove();
            if (!seen.add(object)) {
                continue;
            }
            if (isVirtual(object)) {
                found.add((Thread) object);
            } else if (object.getClass() == WeakReference.class) {
                Object container = ((WeakReference<?>) object).get();
                queue.addAll(container == null ? Collections.emptyList() : Collections.singleton(container));
            } else if (object instanceof Object[]) {
                addElements((Object[]) object, queue);
            } else if (isOfContainer(object)) {
                queue.addAll(fields.of(object));
            }
        }
        return found;
    }

    private static boolean isVirtual(Object object) {
        return object instanceof Thread && object.getClass().getName().equals(VIRTUAL);
    }

    private static void addElements(Object[] array, Deque<Object> queue) {
        for (Object element : array) {
            if (element != null) {
                queue.add(element);
            }
        }
    }

    /** The containers and the sets in them: what an executor refers to besides is not looked into. */
    private static boolean isOfContainer(Object object) {
        String name = object.getClass().getName();
        return name.startsWith("jdk.internal.vm.")
                || name.startsWith("java.util.concurrent.ConcurrentHashMap")
                || name.equals("java.util.concurrent.ThreadPerTaskExecutor");
    }

    private static @Nullable Class<?> type(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException | LinkageError absent) {
            return null;
        }
    }
}
