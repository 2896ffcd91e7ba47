package io.closewait.core.log;

import io.closewait.core.jdk.Initialized;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The application's own SLF4J, found among the classes that it has loaded and initialised: the agent never makes the first use
 * of it, which would fix its configuration. Until there is one, messages go to standard error. Its class is referred to weakly:
 * a web application that is taken away takes its logging with it.
 */
final class ApplicationLog implements LineWriter {
    private static final String FACTORY = "org.slf4j.LoggerFactory";

    private final Instrumentation instrumentation;
    private final LineWriter otherwise;
    private @Nullable WeakReference<Class<?>> factory;

    ApplicationLog(Instrumentation instrumentation, LineWriter otherwise) {
        this.instrumentation = instrumentation;
        this.otherwise = otherwise;
    }

    @Override
    public void write(Level level, String text, List<LogEvent> events) throws IOException {
        Class<?> found = factory();
        if (found == null) {
            otherwise.write(level, text, events);
            return;
        }
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(found.getClassLoader()); // by which some loggers find their configuration
        try {
            if (events.isEmpty()) {
                log(found, level, LogEvent.withoutName(text), Collections.emptyMap());
            }
            for (LogEvent event : events) {
                log(found, level, LogEvent.withoutName(event.text), event.fields);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            otherwise.write(level, text, events);
        } finally {
            thread.setContextClassLoader(null);
        }
    }

    private static void log(Class<?> factory, Level level, String text, Map<String, Object> fields)
            throws ReflectiveOperationException {
        Object logger = factory.getMethod("getLogger", String.class).invoke(null, AgentLog.NAME);
        Class<?> api = Class.forName("org.slf4j.Logger", false, factory.getClassLoader());
        String name = level.name().toLowerCase(Locale.ROOT);
        Method builder =
                fields.isEmpty() ? null : builder(api, "at" + level.name().charAt(0) + name.substring(1));
        if (builder == null) {
            api.getMethod(name, String.class).invoke(logger, text);
            return;
        }
        Object event = builder.invoke(logger);
        Class<?> type = builder.getReturnType();
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            event = type.getMethod("addKeyValue", String.class, Object.class)
                    .invoke(event, field.getKey(), field.getValue());
        }
        type.getMethod("log", String.class).invoke(event, text);
    }

    /** SLF4J 2 and later take structured arguments. */
    private static @Nullable Method builder(Class<?> api, String name) {
        try {
            return api.getMethod(name);
        } catch (NoSuchMethodException slf4jOne) {
            return null;
        }
    }

    private @Nullable Class<?> factory() {
        Class<?> known = factory == null ? null : factory.get();
        if (known == null) {
            known = find();
            factory = known == null ? null : new WeakReference<>(known);
        }
        return known;
    }

    /** The one of the class path before those of web applications and the like. */
    private @Nullable Class<?> find() {
        Class<?> best = null;
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            boolean isCandidate = type.getName().equals(FACTORY)
                    && type.getClassLoader() != ApplicationLog.class.getClassLoader()
                    && Initialized.is(type);
            if (isCandidate && (best == null || type.getClassLoader() == ClassLoader.getSystemClassLoader())) {
                best = type;
            }
        }
        return best;
    }

    @Override
    public void close() throws IOException {
        otherwise.close();
    }
}
