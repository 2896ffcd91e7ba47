package io.closewait.core.code;

import io.closewait.core.jdk.Handles;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program that the JVM was started for: its main class tells which of all the code is the application's. In an executable jar
 * whose manifest has a {@code Start-Class}, as Spring Boot's, that one is the main class, and the one that the JVM has started is a
 * launcher's. Immutable.
 */
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
    /** What the manifest beside the main class names; empty if nothing. */
    private final String startClass;
    /** Where the launcher of the main class is; unknown if there is none. */
    private final CodePlace launcher;

    MainProgram(String mainClass, CodePlace place) {
        this(mainClass, place, "");
    }

    MainProgram(String mainClass, CodePlace place, String startClass) {
        this(mainClass, place, startClass, CodePlace.UNKNOWN);
    }

    private MainProgram(String mainClass, CodePlace place, String startClass, CodePlace launcher) {
        this.mainClass = mainClass;
        this.place = place;
        this.root = rootOf(mainClass);
        this.startClass = startClass;
        this.launcher = launcher;
    }

    private static @Nullable MethodHandle applicationClass() {
        return Handles.staticGetter("sun.launcher.LauncherHelper", "appClass", Class.class);
    }

    /** Unknown until the application's {@code main} runs, and in a JVM that another program has made. */
    static MainProgram find() {
        try {
            Class<?> main = APPLICATION_CLASS == null ? null : (Class<?>) APPLICATION_CLASS.invoke();
            if (main == null) {
                return UNKNOWN;
            }
            CodePlace place = CodePlace.of(main);
            return new MainProgram(main.getName(), place, StartClass.of(place));
        } catch (Throwable unreadable) {
            return UNKNOWN;
        }
    }

    /** The package that all of the application's are thought to be in; empty if its main class is in none. */
    private static String rootOf(String className) {
        String[] segments = className.split("\\.", -1);
        int packages = segments.length - 1;
        if (packages <= 0) {
            return "";
        }
        String two = packages == 1 ? segments[0] : segments[0] + "." + segments[1];
        return SHARED.contains(two) && packages > 2 ? two + "." + segments[2] : two;
    }

    /**
     * The program that this one has launched: that of the start class once it is loaded, wherever from. This one if there is none:
     * a class of an executable jar may be run as if the jar were an ordinary one.
     */
    MainProgram launched(Map<String, Class<?>> loaded) {
        Class<?> start = startClass.equals(mainClass) ? null : loaded.get(startClass);
        return start == null ? this : new MainProgram(startClass, CodePlace.of(start), startClass, place);
    }

    /** Whether the main class is from the same place. */
    boolean isBeside(CodePlace other) {
        return !place.isUnknown() && place.equals(other);
    }

    boolean hasLauncher() {
        return !launcher.isUnknown();
    }

    /** Whether only the launcher's classes are there; one that is packed among the application's is not told apart. */
    boolean isOfLauncher(CodePlace other) {
        return hasLauncher() && launcher.equals(other) && !place.equals(other);
    }

    /** Whether a class is in the package of the main class, in one below or beside it. */
    boolean isRootOf(String className) {
        return root.isEmpty() ? className.indexOf('.') < 0 : className.startsWith(root + ".");
    }

    /** Whether the root says more than that a class is in no package, or in {@code com}. */
    boolean hasTellingRoot() {
        return root.indexOf('.') > 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MainProgram
                && ((MainProgram) other).mainClass.equals(mainClass)
                && ((MainProgram) other).place.equals(place)
                && ((MainProgram) other).launcher.equals(launcher);
    }

    @Override
    public int hashCode() {
        return mainClass.hashCode();
    }
}
