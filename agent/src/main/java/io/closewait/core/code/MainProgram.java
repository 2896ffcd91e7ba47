package io.closewait.core.code;

import io.closewait.core.jdk.Handles;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program that the JVM was started for: its main class tells which of all the code is the application's. Immutable. */
final class MainProgram {
    /** Under these many people publish: a third segment tells whose package it is. */
    private static final List<String> SHARED = Arrays.asList(
            "com.github",
            "io.github",
            "com.gitlab",
            "io.gitlab",
            "org.apache",
            "com.google",
            "net.sourceforge",
            "org.eclipse");

    static final MainProgram UNKNOWN = new MainProgram("", CodePlace.UNKNOWN);

    /** The class that the JVM's launcher has started; private, there since JDK 8 (written when {@code main} is about to run). */
    private static final @Nullable MethodHandle APPLICATION_CLASS = applicationClass();

    private final String mainClass;
    private final CodePlace place;
    private final String root;

    MainProgram(String mainClass, CodePlace place) {
        this.mainClass = mainClass;
        this.place = place;
        this.root = rootOf(mainClass);
    }

    private static @Nullable MethodHandle applicationClass() {
        return Handles.staticGetter("sun.launcher.LauncherHelper", "appClass", Class.class);
    }

    /** Unknown until the application's {@code main} runs, and in a JVM that another program has made. */
    static MainProgram find() {
        try {
            Class<?> main = APPLICATION_CLASS == null ? null : (Class<?>) APPLICATION_CLASS.invoke();
            return main == null ? UNKNOWN : new MainProgram(main.getName(), CodePlace.of(main));
        } catch (Throwable unreadable) {
            return UNKNOWN;
        }
    }

    /** The package that all of the application's are thought to be in; empty if its main class is in none. */
    private static String rootOf(String className) {
        String[] segments = className.split("\\.");
        int packages = segments.length - 1;
        if (packages <= 0) {
            return "";
        }
        String two = packages == 1 ? segments[0] : segments[0] + "." + segments[1];
        return SHARED.contains(two) && packages > 2 ? two + "." + segments[2] : two;
    }

    boolean isKnown() {
        return !mainClass.isEmpty();
    }

    CodePlace place() {
        return place;
    }

    /** Whether a class is in the package of the main class, in one below or beside it. */
    boolean isRootOf(String className) {
        return root.isEmpty() ? className.indexOf('.') < 0 : className.startsWith(root + ".");
    }

    /** Whether the root says more than that a class is in no package, or in {@code com}. */
    boolean hasTellingRoot() {
        return root.indexOf('.') > 0;
    }
}
