package io.closewait.core.jdk.modular;

import io.closewait.core.jdk.ModularJdk;
import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jdk.internal.misc.Unsafe;

/** The calls as the JDK's API has them. */
public final class DirectCalls implements ModularJdk {
    @Override
    public void openBase(Class<?> agentClass, Instrumentation instrumentation, String[] packages) {
        Set<Module> agent = Collections.singleton(agentClass.getModule());
        Map<String, Set<Module>> opens = new HashMap<>();
        for (String name : packages) {
            opens.put(name, agent);
        }
        instrumentation.redefineModule(
                Object.class.getModule(),
                Collections.emptySet(),
                Collections.emptyMap(),
                opens,
                Collections.emptySet(),
                Collections.emptyMap());
    }

    @Override
    public void defineInBootLoader(String name, byte[] classFile) {
        Unsafe.getUnsafe().defineClass(name, classFile, 0, classFile.length, null, null);
    }
}
