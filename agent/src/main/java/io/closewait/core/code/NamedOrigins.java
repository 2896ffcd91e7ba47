package io.closewait.core.code;

import io.closewait.core.library.Libraries;
import java.util.List;
import java.util.function.Supplier;

/** By names alone: for classes that are not loaded any more, and where the loaded ones cannot be asked. Immutable. */
public final class NamedOrigins implements Origins {
    private final List<String> application;
    private final List<String> moreLibraries;
    private final Supplier<Libraries> libraries;

    /** As {@link LoadedOrigins}. */
    public NamedOrigins(List<String> application, List<String> moreLibraries, Supplier<Libraries> libraries) {
        this.application = application;
        this.moreLibraries = moreLibraries;
        this.libraries = libraries;
    }

    @Override
    public Origin of(String className) {
        if (startsWithAny(className, application)) {
            return Origin.APPLICATION;
        }
        if (GeneratedCode.is(className)) {
            return Origin.GENERATED;
        }
        if (JdkClasses.hasNameOfJdk(className)) {
            return Origin.JDK;
        }
        boolean isLibrary = libraries.get().of(className) != null
                || startsWithAny(className, moreLibraries)
                || !application.isEmpty();
        return isLibrary ? Origin.LIBRARY : Origin.APPLICATION;
    }

    @Override
    public Origin of(Class<?> type) {
        return of(type.getName());
    }

    static boolean startsWithAny(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
