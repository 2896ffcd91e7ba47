package io.closewait.core.diagnose;

import io.closewait.core.jdk.ObjectFields;
import java.lang.ref.Reference;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What every search from object to object leaves out. */
final class ObjectGraph {
    private ObjectGraph() {}

    /** Not what has the whole JVM behind it, nor plain values. */
    static boolean leadsOn(Object object) {
        if (object instanceof Thread
                || object instanceof ThreadGroup
                || object instanceof ClassLoader
                || object instanceof Selector
                || object instanceof Reference
                || object instanceof Throwable) {
            return false;
        }
        Class<?> type = object.getClass();
        if (type.isArray()) {
            return !type.getComponentType().isPrimitive();
        }
        String name = type.getName();
        return !name.startsWith("java.lang.") && !name.startsWith("java.time.");
    }

    /** The same without what the agent itself refers to. */
    static boolean leadsOnOutsideTheAgent(Object object) {
        return leadsOn(object) && !object.getClass().getName().startsWith("io.closewait.core.");
    }

    /** What an object refers to, of an array by its first elements. */
    static Collection<Object> referents(Object object, ObjectFields fields, int mostElements) {
        return object instanceof Object[] ? elements((Object[]) object, mostElements) : fields.of(object);
    }

    /** The first elements of an array, without nulls. */
    static List<Object> elements(Object[] array, int most) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Math.min(array.length, most); i++) {
            if (array[i] != null) {
                elements.add(array[i]);
            }
        }
        return elements;
    }
}
