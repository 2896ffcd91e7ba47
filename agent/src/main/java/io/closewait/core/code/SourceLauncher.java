package io.closewait.core.code;

import io.closewait.core.jdk.ObjectFields;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code java File.java} has compiled (JEP 330, since JDK 11): only the loader has the class files, in a map by name. */
final class SourceLauncher {
    /** Of JDK 11 to 21, and since 22. */
    private static final List<String> LOADERS = Arrays.asList(
            "com.sun.tools.javac.launcher.Main$MemoryClassLoader", "com.sun.tools.javac.launcher.MemoryClassLoader");

    /** Since JDK 12, and of 11. */
    private static final List<String> FIELDS = Arrays.asList("sourceFileClasses", "map");

    private SourceLauncher() {}

    /** Null if the class was loaded in another way, or a security manager refuses to tell. */
    static byte @Nullable [] classFile(Class<?> type) {
        ClassLoader loader;
        try {
            loader = type.getClassLoader();
        } catch (RuntimeException notPermitted) {
            return null;
        }
        if (loader == null || !LOADERS.contains(loader.getClass().getName())) {
            return null;
        }
        for (String field : FIELDS) {
            Object files = ObjectFields.value(loader, loader.getClass(), field);
            Object file = files instanceof Map ? ((Map<?, ?>) files).get(type.getName()) : null;
            if (file instanceof byte[]) {
                return (byte[]) file;
            }
        }
        return null;
    }
}
