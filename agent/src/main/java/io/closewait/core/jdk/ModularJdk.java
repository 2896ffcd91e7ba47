package io.closewait.core.jdk;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** What a JDK with modules (9 and later) lets an agent do. */
public interface ModularJdk {
    /** Opens packages of {@code java.base} to the module of {@code agentClass}. */
    void openBase(Class<?> agentClass, Instrumentation instrumentation, String[] packages);

    /** Defines a class in the boot loader; {@code jdk.internal.misc} must have been opened. */
    void defineInBootLoader(String name, byte[] classFile);

    /** Null on JDK 8. */
    static @Nullable ModularJdk orNull() throws ReflectiveOperationException {
        try {
            Class.forName("java.lang.Module", false, null);
        } catch (ClassNotFoundException jdk8) {
            return null;
        }
        return Class.forName("io.closewait.core.jdk.modular.DirectCalls")
                .asSubclass(ModularJdk.class)
                .getConstructor()
                .newInstance();
    }
}
