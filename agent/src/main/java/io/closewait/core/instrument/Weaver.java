package io.closewait.core.instrument;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.closewait.hooks.SocketHooks;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the {@link HookPoints} into the JDK's classes. All of them are woven at start, so that nothing is woven while
 * the application opens a socket. Method bodies change, class shapes do not, so everything can be woven and restored at run
 * time.
 */
public final class Weaver implements ClassFileTransformer {
    private final Instrumentation instrumentation;
    private final Map<String, List<HookPoint>> points = HookPoints.byClass();

    @GuardedBy("this")
    private final List<Throwable> failures = new ArrayList<>();
    /** The classes of the table that the JVM has shown to this transformer: others were loaded before it was there. */
    private final Set<String> offered = Collections.newSetFromMap(new ConcurrentHashMap<>());

    public Weaver(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * Weaves every hook point that this JDK has, loading its class if need be. Nothing runs in those classes: they are not
     * initialised.
     */
    public void weave() throws UnmodifiableClassException {
        instrumentation.addTransformer(this, true);
        List<Class<?>> loadedBefore = nativeTransportsLoaded();
        for (String name : points.keySet()) {
            try {
                Class<?> type = Class.forName(name, false, null);
                if (!offered.contains(name)) {
                    loadedBefore.add(type);
                }
            } catch (ClassNotFoundException notOnThisJdk) {
                // the table holds the names of all of them
            }
        }
        retransform(loadedBefore);
    }

    private List<Class<?>> nativeTransportsLoaded() {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            // The loader first: to ask thousands of classes of the JDK for their names takes milliseconds of a start.
            if (type.getClassLoader() != null
                    && !NativeHookPoints.of(type.getName().replace('.', '/')).isEmpty()) {
                loaded.add(type);
            }
        }
        return loaded;
    }

    private void retransform(List<Class<?>> classes) throws UnmodifiableClassException {
        if (!classes.isEmpty()) {
            instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
        }
    }

    /** Puts the JDK's classes back as they were. */
    public void restore() throws UnmodifiableClassException {
        instrumentation.removeTransformer(this);
        List<Class<?>> woven = nativeTransportsLoaded();
        for (String name : points.keySet()) {
            try {
                woven.add(Class.forName(name, false, null));
            } catch (ClassNotFoundException notOnThisJdk) {
                // nor was it woven
            }
        }
        retransform(woven);
    }

    /** What could not be woven, empty if all went well. */
    public synchronized List<Throwable> failures() {
        return new ArrayList<>(failures);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String internalName,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (internalName == null) {
            return null;
        }
        try {
            String name = internalName.replace('/', '.');
            List<HookPoint> ofClass = loader == null
                    ? points.getOrDefault(name, Collections.<HookPoint>emptyList())
                    : NativeHookPoints.of(internalName);
            if (loader == null && !ofClass.isEmpty()) {
                offered.add(name);
            }
            boolean isTarget = !ofClass.isEmpty() && (loader == null || seesHooks(loader));
            return isTarget ? woven(classFile, ofClass) : null;
        } catch (Throwable t) {
            synchronized (this) {
                failures.add(t);
            }
            return null;
        }
    }

    /** An isolated loader may hide the hook classes; woven code of such a loader could not be linked. */
    private static boolean seesHooks(ClassLoader loader) {
        try {
            return Class.forName(SocketHooks.class.getName(), false, loader) == SocketHooks.class;
        } catch (ClassNotFoundException hidden) {
            return false;
        }
    }

    static byte[] woven(byte[] classFile, List<HookPoint> ofClass) {
        ClassReader reader = reader(classFile);
        // With the reader at hand, the writer copies the constants and every method that stays as it is.
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new HookedClass(writer, ofClass), 0);
        return writer.toByteArray();
    }

    /**
     * Also for a JDK that is newer than the library: hook points are plain code, which has looked the same in all versions. Only then
     * through {@code OpenedClassReader}: it loads eight more classes, for which every start would pay.
     */
    private static ClassReader reader(byte[] classFile) {
        try {
            return new ClassReader(classFile);
        } catch (IllegalArgumentException newer) {
            return OpenedClassReader.of(classFile, true);
        }
    }
}
