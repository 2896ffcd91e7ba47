package io.closewait.core.jfr;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the application begins to use Flight Recorder, by its recorder class being loaded: whoever asks Flight
 * Recorder itself loads a part of it into a JVM that may never want it. Changes no class.
 */
final class FlightRecorderUse implements ClassFileTransformer {
    /** Loaded for the first recording, by whichever way it is started; named so on JDK 8 and on 25. */
    private static final String RECORDER = "jdk/jfr/internal/PlatformRecorder";

    private final Instrumentation instrumentation;
    private volatile boolean noticed;

    FlightRecorderUse(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Looks at the classes that are there, and from now on at those that come. */
    void watch() {
        // A transformer that can retransform, as the weaver's is: the JVM calls both from one class-load event, while
        // one that cannot would get an event of its own for every class.
        instrumentation.addTransformer(this, true);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.getClassLoader() == null && loaded.getName().equals(RECORDER.replace('/', '.'))) {
                noticed = true;
                break;
            }
        }
    }

    boolean isNoticed() {
        return noticed;
    }

    /** No further class is looked at. */
    void end() {
        instrumentation.removeTransformer(this);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String internalName,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (loader == null && RECORDER.equals(internalName)) {
            noticed = true;
        }
        return null;
    }
}
