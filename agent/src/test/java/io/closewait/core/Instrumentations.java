package io.closewait.core;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;

/** What a JVM hands to its agents, of a JVM that has loaded only a few classes and has nothing transformed. */
public final class Instrumentations {
    private Instrumentations() {}

    public static Instrumentation loaded(Class<?>... classes) {
        return (Instrumentation) Proxy.newProxyInstance(
                Instrumentations.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAllLoadedClasses" -> classes;
                    case "removeTransformer" -> true;
                    case "addTransformer" -> null;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }
}
