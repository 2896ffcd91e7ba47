package io.closewait.core.jdk;

import java.lang.instrument.Instrumentation;

/** Opens the JDK's packages that the agent needs to the agent's own module, and to nobody else. */
public final class Modules {
    private static final String[] PACKAGES = {
        "sun.nio.ch",
        "java.io",
        "java.net",
        "java.util",
        "java.lang",
        "java.lang.ref",
        "java.nio.channels.spi",
        "java.util.concurrent.locks",
        "sun.launcher",
        "jdk.internal.misc"
    };

    private Modules() {}

    /**
     * Does nothing on JDK 8, which has no modules.
     *
     * @throws ReflectiveOperationException if this JVM has modules but the agent's jar is not whole
     */
    public static void openTo(Class<?> agentClass, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        ModularJdk jdk = ModularJdk.orNull();
        if (jdk != null) {
            jdk.openBase(agentClass, instrumentation, PACKAGES);
        }
    }
}
