package io.closewait.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** How long a socket may stay open, and which may stay for good. Immutable. */
final class Settings {
    static final Settings DEFAULT = new Settings(SocketLeakExtension.DEFAULT_LEAK_AFTER_MILLIS, "", false);

    final long leakAfterMillis;
    /** Patterns in the form of the agent's option {@code exclude}, empty for none. */
    final String exclude;
    /** Whether a failure says who holds the sockets. */
    final boolean holders;

    Settings(long leakAfterMillis, String exclude, boolean holders) {
        this.leakAfterMillis = leakAfterMillis;
        this.exclude = exclude;
        this.holders = holders;
    }

    /** As the annotation nearest to the test says: its method's, its class's, an enclosing class's. */
    static Settings annotated(ExtensionContext context) {
        Optional<ExtensionContext> next = Optional.of(context);
        while (next.isPresent()) {
            Optional<AnnotatedElement> element = next.get().getElement();
            Optional<FailOnSocketLeak> annotation = AnnotationSupport.findAnnotation(element, FailOnSocketLeak.class);
            if (annotation.isPresent()) {
                return of(annotation.get(), next.get());
            }
            next = next.get().getParent();
        }
        return DEFAULT;
    }

    private static Settings of(FailOnSocketLeak annotation, ExtensionContext where) {
        if (annotation.leakAfterMillis() < 0) {
            throw new ExtensionConfigurationException("@FailOnSocketLeak(leakAfterMillis = "
                    + annotation.leakAfterMillis() + ") of " + where.getDisplayName() + ": milliseconds from 0 on");
        }
        return new Settings(annotation.leakAfterMillis(), String.join(";", annotation.exclude()), annotation.holders());
    }
}
