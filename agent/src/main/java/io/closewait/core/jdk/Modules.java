package io.closewait.core.jdk;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Opens the JDK's packages that the agent needs to the agent's own module, and to nobody else. */
public final class Modules {
    private static final String[] PACKAGES = {
        "sun.nio.ch",
        "java.io",
        "java.net",
        "java.lang",
        "java.nio.channels.spi",
        "java.util.concurrent.locks",
        "jdk.internal.misc"
    };

    private Modules() {}

    /**
     * Does nothing on JDK 8, which has no modules. By reflection, since the agent's byte code is that of JDK 8.
     *
     * @throws ReflectiveOperationException if this JVM has modules but does not let an agent open them
     */
    public static void openTo(Class<?> agentClass, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        Method getModule;
        try {
            getModule = Class.class.getMethod("getModule");
        } catch (NoSuchMethodException jdk8) {
            return;
        }
        Object base = getModule.invoke(Object.class);
        Set<Object> agent = Collections.singleton(getModule.invoke(agentClass));
        Map<String, Set<Object>> opens = new HashMap<>();
        for (String name : PACKAGES) {
            opens.put(name, agent);
        }
        Class<?> module = getModule.getReturnType();
        Instrumentation.class
                .getMethod("redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class)
                .invoke(
                        instrumentation,
                        base,
                        Collections.emptySet(),
                        Collections.emptyMap(),
                        opens,
                        Collections.emptySet(),
                        Collections.emptyMap());
    }
}
