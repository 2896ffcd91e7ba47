package io.closewait.core.diagnose;

import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells whose code a frame is, and which frame of a stack is the application's. Immutable. */
public final class Frames {
    private static final String[] JDK = {
        "java.", "javax.", "jdk.", "sun.", "com.sun.", "io.closewait.core.", "io.closewait.hooks."
    };

    /** Libraries that open, keep or serve sockets on behalf of others. */
    private static final String[] LIBRARIES = {
        "org.apache.",
        "io.netty.",
        "okhttp3.",
        "okio.",
        "retrofit2.",
        "redis.clients.",
        "io.lettuce.",
        "org.redisson.",
        "com.zaxxer.",
        "org.postgresql.",
        "com.mysql.",
        "org.mariadb.",
        "oracle.",
        "com.microsoft.sqlserver.",
        "com.mongodb.",
        "org.eclipse.jetty.",
        "io.undertow.",
        "org.xnio.",
        "org.jboss.",
        "org.springframework.",
        "reactor.",
        "io.vertx.",
        "io.grpc.",
        "com.google.",
        "io.projectreactor.",
        "com.fasterxml.",
        "org.glassfish.",
        "akka.",
        "scala.",
        "kotlin.",
        "kotlinx.",
        "groovy.",
        "org.codehaus.",
        "io.micrometer.",
        "io.opentelemetry.",
        "com.rabbitmq.",
        "org.hibernate.",
        "com.amazonaws.",
        "software.amazon.",
        "com.azure.",
        "org.elasticsearch.",
        "io.quarkus.",
        "io.micronaut.",
        "feign.",
        "jakarta.",
        "ch.qos.",
        "org.slf4j.",
        "org.junit.",
        "picocli.",
        "com.jcraft.",
        "net.schmizz.",
        "io.reactivex.",
        "org.asynchttpclient.",
        "com.datastax.",
        "com.couchbase.",
        "org.eclipse."
    };

    private final List<String> application;
    private final List<String> libraries;

    /**
     * @param application prefixes of class names that are the application's, whatever else they look like
     * @param libraries further prefixes of libraries
     */
    public Frames(List<String> application, List<String> libraries) {
        this.application = new ArrayList<>(application);
        this.libraries = new ArrayList<>(libraries);
    }

    public FrameKind kind(StackTraceElement frame) {
        String name = frame.getClassName();
        if (startsWithAny(name, application)) {
            return FrameKind.APPLICATION;
        }
        if (startsWithAny(name, JDK)) {
            return FrameKind.JDK;
        }
        return startsWithAny(name, LIBRARIES) || startsWithAny(name, libraries)
                ? FrameKind.LIBRARY
                : FrameKind.APPLICATION;
    }

    private static boolean startsWithAny(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The application's frame nearest to what happened, or null when there is none on the stack. */
    public @Nullable StackTraceElement guilty(@Nullable Site site) {
        return site == null ? null : first(site.frames(), FrameKind.APPLICATION);
    }

    /** The library's frame nearest to what happened: the next best where the application is not on the stack. */
    public @Nullable StackTraceElement library(@Nullable Site site) {
        return site == null ? null : first(site.frames(), FrameKind.LIBRARY);
    }

    private @Nullable StackTraceElement first(List<StackTraceElement> frames, FrameKind wanted) {
        for (StackTraceElement frame : frames) {
            if (kind(frame) == wanted) {
                return frame;
            }
        }
        return null;
    }

    /** The stack without the JDK's inner frames at its top: where code that people can change begins. */
    public List<StackTraceElement> trimmed(Site site) {
        List<StackTraceElement> frames = site.frames();
        int from = 0;
        while (from < frames.size() && kind(frames.get(from)) == FrameKind.JDK) {
            from++;
        }
        // A stack of the JDK alone is shown whole: there is nothing better.
        return from == frames.size() ? frames : frames.subList(from, frames.size());
    }
}
