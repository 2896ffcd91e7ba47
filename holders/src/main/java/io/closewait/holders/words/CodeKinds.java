package io.closewait.holders.words;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whose code a class is: by the same prefixes as in the agent's reports, and by those of its options. */
public final class CodeKinds {
    private final List<String> application;
    private final List<String> moreLibraries;
    private final Knowledge knowledge;
    private final Map<String, Kind> known = new HashMap<>();

    /**
     * @param application prefixes of class names that are the application's whatever else they look like
     * @param moreLibraries further prefixes of libraries
     */
    public CodeKinds(Knowledge knowledge, List<String> application, List<String> moreLibraries) {
        this.knowledge = knowledge;
        this.application = List.copyOf(application);
        this.moreLibraries = List.copyOf(moreLibraries);
    }

    /** Whose code. */
    public enum Kind {
        APPLICATION,
        LIBRARY,
        JDK
    }

    public Kind of(String className) {
        return known.computeIfAbsent(className, this::find);
    }

    public boolean isApplication(String className) {
        return of(className) == Kind.APPLICATION;
    }

    private Kind find(String className) {
        // Of an array, its element's: [Lcom.acme.Session;
        String name = className.startsWith("[") && className.endsWith(";")
                ? className.substring(className.lastIndexOf('[') + 2)
                : className;
        if (application.stream().anyMatch(name::startsWith)) {
            return Kind.APPLICATION;
        }
        if (knowledge.jdk().stream().anyMatch(name::startsWith)) {
            return Kind.JDK;
        }
        boolean isLibrary = knowledge.libraries().stream().anyMatch(name::startsWith)
                || moreLibraries.stream().anyMatch(name::startsWith);
        return isLibrary ? Kind.LIBRARY : Kind.APPLICATION;
    }
}
