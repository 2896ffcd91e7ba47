package io.closewait.core.code;

import java.util.regex.Pattern;

/** Tells the JDK's classes from others that the JDK's own loaders have: agents put theirs there. */
final class JdkClasses {
    private static final Pattern NAME = Pattern.compile("^(java|javax|jdk|sun|com\\.sun|com\\.oracle|oracle\\.jrockit"
            + "|org\\.(w3c|xml|ietf|omg|jcp)|netscape)\\.");

    private JdkClasses() {}

    /** Whether the boot or the platform (JDK 8: extension) loader has it. */
    static boolean isBelowApplications(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getSystemClassLoader().getParent();
    }

    static boolean isOfJdk(Class<?> type, CodePlace place) {
        return place.isModuleOfJdk() || (isBelowApplications(type) && hasNameOfJdk(type.getName()));
    }

    /** By the name alone: Jakarta's APIs and mail, in jars, begin with {@code javax} and {@code com.sun}, too. */
    static boolean hasNameOfJdk(String className) {
        return NAME.matcher(className).find() || className.startsWith("io.closewait.hooks.");
    }
}
