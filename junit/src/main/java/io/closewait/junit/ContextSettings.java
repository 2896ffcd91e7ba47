package io.closewait.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The settings of a test as its annotations say, or else JUnit's configuration parameters. */
final class ContextSettings {
    private ContextSettings() {}

    /**
     * As the annotation nearest to the test says: its method's, its class's, an enclosing class's.
     *
     * @throws ExtensionConfigurationException if a value is wrong, with the value and where it is written
     */
    static Settings of(ExtensionContext context) {
        try {
            Optional<ExtensionContext> next = Optional.of(context);
            while (next.isPresent()) {
                Optional<AnnotatedElement> element = next.get().getElement();
                Optional<FailOnSocketLeak> annotation =
                        AnnotationSupport.findAnnotation(element, FailOnSocketLeak.class);
                if (annotation.isPresent()) {
                    return annotated(annotation.get(), next.get());
                }
                next = next.get().getParent();
            }
            return configured(context);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(String.valueOf(e.getMessage()));
        }
    }

    private static Settings annotated(FailOnSocketLeak annotation, ExtensionContext where) {
        Settings settings = Settings.defaults("@FailOnSocketLeak of " + where.getDisplayName())
                .leakAfterMillis(annotation.leakAfterMillis())
                .exclude(annotation.exclude());
        return annotation.holders() ? settings.holders() : settings;
    }

    private static Settings configured(ExtensionContext context) {
        Settings settings = Settings.defaults("configuration parameters closewait.junit.*");
        Optional<String> millis = context.getConfigurationParameter(SocketLeakExtension.LEAK_AFTER_PARAMETER);
        Optional<String> exclude = context.getConfigurationParameter(SocketLeakExtension.EXCLUDE_PARAMETER);
        if (millis.isPresent()) {
            settings = settings.leakAfterMillis(milliseconds(millis.get()));
        }
        return exclude.isPresent() ? settings.exclude(patterns(exclude.get())) : settings;
    }

    private static String[] patterns(String text) {
        return Stream.of(text.split(";", -1))
                .map(String::trim)
                .filter(pattern -> !pattern.isEmpty())
                .toArray(String[]::new);
    }

    private static long milliseconds(String text) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    SocketLeakExtension.LEAK_AFTER_PARAMETER + ": \"" + text + "\" is not a number of milliseconds", e);
        }
    }
}
