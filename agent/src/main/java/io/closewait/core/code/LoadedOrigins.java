package io.closewait.core.code;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.closewait.core.library.Libraries;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks classes up among those that the JVM has loaded, and reads where they are from. The names of a report's frames are few and
 * come again: what was found is kept, by name, so that no class is. Thread-safe; what is known already is told without a lock.
 */
public final class LoadedOrigins implements Origins {
    /** Names remembered; more than the frames of all places that a report shows. */
    private static final int MOST_NAMES = 50_000;

    private static final WeakReference<@Nullable Map<String, Class<?>>> NONE = new WeakReference<>(null);

    private final Supplier<Class<?>[]> loadedClasses;
    private final Supplier<MainProgram> mainProgram;
    private final List<String> application;
    private final List<String> moreLibraries;
    private final Supplier<Libraries> libraries;
    private final NamedOrigins byName;

    private final Map<String, Origin> known = new ConcurrentHashMap<>();
    /**
     * By name; made when a report meets a name that is not known yet, and dropped with that report. Weak: whoever writes a report
     * or answers JMX asks later, too, and a web application that is stopped meanwhile must be freed.
     */
    @GuardedBy("this")
    private WeakReference<@Nullable Map<String, Class<?>>> loaded = NONE;

    @GuardedBy("this")
    private MainProgram program = MainProgram.UNKNOWN;

    @GuardedBy("this")
    private boolean isFatJar;

    @GuardedBy("this")
    private boolean hasInnerClasses;

    /**
     * @param loadedClasses all classes of the JVM
     * @param application prefixes of class names that are the application's, whatever else they look like; if there are any,
     *     nothing else is
     * @param moreLibraries prefixes of class names that are libraries'
     */
    public LoadedOrigins(
            Supplier<Class<?>[]> loadedClasses,
            List<String> application,
            List<String> moreLibraries,
            Supplier<Libraries> libraries) {
        this(loadedClasses, MainProgram::find, application, moreLibraries, libraries);
    }

    LoadedOrigins(
            Supplier<Class<?>[]> loadedClasses,
            Supplier<MainProgram> mainProgram,
            List<String> application,
            List<String> moreLibraries,
            Supplier<Libraries> libraries) {
        this.loadedClasses = loadedClasses;
        this.mainProgram = mainProgram;
        this.application = application;
        this.moreLibraries = moreLibraries;
        this.libraries = libraries;
        this.byName = new NamedOrigins(application, moreLibraries, libraries);
    }

    @Override
    public Origin of(String className) {
        Origin before = known.get(className);
        if (before != null) {
            return before;
        }
        return findByName(className);
    }

    private synchronized Origin findByName(String className) {
        Class<?> type = loaded().get(className);
        // A class that is gone (its web application was stopped) is known by its name only.
        return remember(className, type == null ? byName.of(className) : find(type, className));
    }

    @Override
    public Origin of(Class<?> type) {
        Origin before = known.get(type.getName());
        if (before != null) {
            return before;
        }
        return findOf(type);
    }

    private synchronized Origin findOf(Class<?> type) {
        loaded();
        return remember(type.getName(), find(type, type.getName()));
    }

    private Origin remember(String className, Origin origin) {
        if (known.size() >= MOST_NAMES) {
            known.clear();
        }
        known.put(className, origin);
        return origin;
    }

    @Override
    public synchronized @Nullable Class<?> loaded(String className) {
        return loaded().get(className);
    }

    @Override
    public synchronized Collection<Class<?>> ofApplication(int most) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : loaded().values()) {
            if (found.size() < most
                    && !JdkClasses.isBelowApplications(type)
                    && of(type).kind() == FrameKind.APPLICATION) {
                found.add(type);
            }
        }
        return found;
    }

    @Override
    public synchronized void reported() {
        loaded = NONE;
    }

    @GuardedBy("this")
    private Map<String, Class<?>> loaded() {
        Map<String, Class<?>> byClassName = loaded.get();
        if (byClassName == null) {
            byClassName = new HashMap<>();
            for (Class<?> type : loadedClasses.get()) {
                if (!type.isArray()) {
                    byClassName.putIfAbsent(type.getName(), type);
                }
            }
            loaded = new WeakReference<>(byClassName);
            learnProgram(byClassName);
        }
        return byClassName;
    }

    /** How the application is packed, which may show only while it starts. */
    @GuardedBy("this")
    private void learnProgram(Map<String, Class<?>> byClassName) {
        MainProgram now = mainProgram.get().launched(byClassName);
        boolean isFat = false;
        boolean hasInner = false;
        for (Map.Entry<String, Class<?>> entry : byClassName.entrySet()) {
            Class<?> type = entry.getValue();
            if (!JdkClasses.isBelowApplications(type)) {
                CodePlace place = CodePlace.of(type);
                hasInner |= place.isInnerClasses();
                isFat |= now.isBeside(place) && libraries.get().of(entry.getKey()) != null;
            }
        }
        if (!now.equals(program) || isFat != isFatJar || hasInner != hasInnerClasses) {
            known.clear(); // what was said of it was said without that knowledge
        }
        program = now;
        isFatJar = isFat;
        hasInnerClasses = hasInner;
    }

    @GuardedBy("this")
    private Origin find(Class<?> type, String className) {
        if (NamedOrigins.startsWithAny(className, application)) {
            return Origin.APPLICATION;
        }
        if (GeneratedCode.is(className)) {
            return Origin.GENERATED;
        }
        CodePlace place = CodePlace.of(type);
        if (JdkClasses.isOfJdk(type, place)) {
            return Origin.JDK;
        }
        boolean isLibrary = JdkClasses.isBelowApplications(type)
                || program.isOfLauncher(place)
                || NamedOrigins.startsWithAny(className, moreLibraries)
                || !application.isEmpty()
                || !isOfApplication(className, place);
        return isLibrary ? new Origin(FrameKind.LIBRARY, place.jar()) : Origin.APPLICATION;
    }

    /** Some libraries define classes of their own packages at run time, without saying where they are from. */
    @GuardedBy("this")
    private boolean isBesideLibrary(String className) {
        String ownPackage = className.substring(0, className.lastIndexOf('.') + 1);
        for (Map.Entry<String, Class<?>> entry : loaded().entrySet()) {
            String other = entry.getKey();
            if (!ownPackage.isEmpty() && other.startsWith(ownPackage) && other.indexOf('.', ownPackage.length()) < 0) {
                CodePlace place = CodePlace.of(entry.getValue());
                if (!place.isUnknown()) {
                    return !isOfApplication(other, place);
                }
            }
        }
        return false;
    }

    @GuardedBy("this")
    private boolean isOfApplication(String className, CodePlace place) {
        if (place.isOfApplication()) {
            return true;
        }
        if (libraries.get().of(className) != null) {
            return false;
        }
        if (place.isUnknown()) {
            return !isBesideLibrary(className); // defined by the application's own loader, or by a tool of its own
        }
        if (program.isBeside(place)) {
            return (program.hasLauncher() || !hasInnerClasses) && (!isFatJar || program.isRootOf(className));
        }
        return program.hasTellingRoot() && program.isRootOf(className);
    }
}
