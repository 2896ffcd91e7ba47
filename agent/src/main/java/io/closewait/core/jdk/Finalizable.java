package io.closewait.core.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The live objects that have a finalizer. The JVM keeps all of them in one list, which leads also to those that nothing but a local
 * variable refers to. Read without the list's lock: a node that is taken out meanwhile may end the walk early.
 */
public final class Finalizable {
    private static final String FINALIZER = "java.lang.ref.Finalizer";
    private static final @Nullable MethodHandle NEWEST = Handles.staticGetter(FINALIZER, "unfinalized", Object.class);
    private static final JdkField NEXT = new JdkField(FINALIZER, "next");

    /** There may be millions, on JDK 8 one for each socket and file. */
    private static final int MOST_PASSED = 200_000;

    private Finalizable() {}

    /** The newest ones of wanted classes, at most so many; none with {@code --finalization=disabled}. */
    public static List<Object> of(Predicate<Class<?>> wanted, int most) {
        List<Object> found = new ArrayList<>();
        Object node = newest();
        for (int passed = 0; node != null && passed < MOST_PASSED && found.size() < most; passed++) {
            // It may be unreachable by now, and is finalized all the same: nothing refers to it once the report is
            // made.
            Object object = ((Reference<?>) node).get();
            if (object != null && wanted.test(object.getClass())) {
                found.add(object);
            }
            Object next = NEXT.of(node);
            node = next == node ? null : next; // JDK 8 marks those that are out of the list so
        }
        return found;
    }

    private static @Nullable Object newest() {
        try {
            return NEWEST == null ? null : (Object) NEWEST.invokeExact();
        } catch (Throwable unreadable) {
            return null;
        }
    }
}
