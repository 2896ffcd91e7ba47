package io.closewait.core.jdk;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects that an object refers to by its fields, whatever its class and module. No method of the object is called. Keeps
 * what it learned of classes, so it lives no longer than a report. For one thread.
 */
public final class ObjectFields {
    private static final @Nullable MethodHandle OFFSET = unsafe("objectFieldOffset", long.class, Field.class);
    // renamed in JDK 12
    private static final @Nullable MethodHandle REFERENCE = Handles.firstOf(
            unsafe("getReference", Object.class, Object.class, long.class),
            unsafe("getObject", Object.class, Object.class, long.class));

    private static final @Nullable MethodHandle INT = unsafe("getInt", int.class, Object.class, long.class);
    private static final @Nullable MethodHandle FLAG = unsafe("getBoolean", boolean.class, Object.class, long.class);
    private static final @Nullable MethodHandle STATIC_BASE = unsafe("staticFieldBase", Object.class, Field.class);
    private static final @Nullable MethodHandle STATIC_OFFSET = unsafe("staticFieldOffset", long.class, Field.class);

    private final IdentityHashMap<Class<?>, long[]> offsets = new IdentityHashMap<>();

    private static @Nullable MethodHandle unsafe(String method, Class<?> result, Class<?>... parameters) {
        try {
            Object unsafe = BootClasses.unsafe();
            return MethodHandles.lookup().bind(unsafe, method, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException | RuntimeException absent) {
            return null;
        }
    }

    /** In the order of the fields, the class's own before those of its superclasses; without nulls. */
    public List<Object> of(Object object) {
        List<Object> referents = new ArrayList<>();
        if (OFFSET == null || REFERENCE == null) {
            return referents;
        }
        for (long offset : offsets.computeIfAbsent(object.getClass(), ObjectFields::offsetsOf)) {
            try {
                Object referent = (Object) REFERENCE.invokeExact(object, offset);
                if (referent != null) {
                    referents.add(referent);
                }
            } catch (Throwable unreadable) {
                return referents;
            }
        }
        return referents;
    }

    /**
     * A field's value: an object, an {@code Integer} or a {@code Boolean}; null if there is no such field, or it is of another type.
     *
     * @param declaring the class of the object, or a superclass of it
     */
    public static @Nullable Object value(Object object, Class<?> declaring, String field) {
        if (OFFSET == null || REFERENCE == null || INT == null || FLAG == null) {
            return null;
        }
        try {
            Field declared = declaring.getDeclaredField(field);
            long offset = (long) OFFSET.invokeExact(declared);
            if (declared.getType() == int.class) {
                return (int) INT.invokeExact(object, offset);
            }
            if (declared.getType() == boolean.class) {
                return (boolean) FLAG.invokeExact(object, offset);
            }
            return declared.getType().isPrimitive() ? null : (Object) REFERENCE.invokeExact(object, offset);
        } catch (Throwable unreadable) {
            return null;
        }
    }

    /** What a class's static fields refer to; nothing if it is not initialised. */
    public static List<Object> ofStatics(Class<?> type) {
        List<Object> referents = new ArrayList<>();
        if (REFERENCE == null || STATIC_BASE == null || STATIC_OFFSET == null || !Initialized.is(type)) {
            return referents;
        }
        try {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    Object referent = referent(field);
                    if (referent != null) {
                        referents.add(referent);
                    }
                }
            }
        } catch (Throwable unreadable) {
            return referents;
        }
        return referents;
    }

    /** What a static field refers to; null if there is no such field, or its class is not initialised. */
    public static @Nullable Object ofStatic(Class<?> declaring, String field) {
        if (REFERENCE == null || STATIC_BASE == null || STATIC_OFFSET == null || !Initialized.is(declaring)) {
            return null;
        }
        try {
            Field declared = declaring.getDeclaredField(field);
            boolean isReference = Modifier.isStatic(declared.getModifiers())
                    && !declared.getType().isPrimitive();
            return isReference ? referent(declared) : null;
        } catch (Throwable unreadable) {
            return null;
        }
    }

    private static @Nullable Object referent(Field declared) throws Throwable {
        Object base = (Object) requireNonNull(STATIC_BASE).invokeExact(declared);
        long offset = (long) requireNonNull(STATIC_OFFSET).invokeExact(declared);
        return (Object) requireNonNull(REFERENCE).invokeExact(base, offset);
    }

    private static long[] offsetsOf(Class<?> type) {
        List<Long> found = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            try {
                for (Field field : c.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()) {
                        found.add((long) requireNonNull(OFFSET).invokeExact(field));
                    }
                }
            } catch (Throwable unreadable) {
                // a field whose type is missing, or a class that hides its fields: the others may lead on
            }
        }
        long[] offsets = new long[found.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = found.get(i);
        }
        return offsets;
    }
}
