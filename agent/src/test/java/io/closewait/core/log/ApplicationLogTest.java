package io.closewait.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.Instrumentations;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** With an SLF4J that the application brings, which notes in a list what it is given. */
class ApplicationLogTest {
    private static final String FACTORY = """
            package org.slf4j;
            public class LoggerFactory {
                public static final java.util.List<String> LOGGED = new java.util.ArrayList<>();
                public static Logger getLogger(String name) {
                    return new Logger(name);
                }
                static void log(String line) {
                    boolean isOwn = Thread.currentThread().getContextClassLoader() == LoggerFactory.class.getClassLoader();
                    LOGGED.add(line + (isOwn ? "" : " without its class loader"));
                }
            }
            """;
    private static final String LOGGER = """
            package org.slf4j;
            public class Logger {
                final String name;
                Logger(String name) {
                    this.name = name;
                }
                public void info(String text) {
                    LoggerFactory.log(name + " info: " + text);
                }
                public void warn(String text) {
                    LoggerFactory.log(name + " warn: " + text);
                }
                // BUILDER
            }
            """;
    private static final String BUILDER = """
            public Event atWarn() {
                return new Event();
            }
            public class Event {
                private final java.util.Map<String, Object> pairs = new java.util.TreeMap<>();
                public Event addKeyValue(String key, Object value) {
                    pairs.put(key, value);
                    return this;
                }
                public void log(String text) {
                    LoggerFactory.log(name + " warn: " + text + " " + pairs);
                }
            }
            """;

    @TempDir
    private Path folder;

    private final List<String> otherwise = new ArrayList<>();

    /** A loader with an SLF4J of its own, which has been used or not. */
    private Class<?> slf4j(String builder, boolean isUsed) throws Exception {
        Path sources = Files.createDirectories(folder.resolve("org/slf4j"));
        Path factory = Files.writeString(sources.resolve("LoggerFactory.java"), FACTORY);
        Path logger = Files.writeString(sources.resolve("Logger.java"), LOGGER.replace("// BUILDER", builder));
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), factory.toString(), logger.toString());
        assertThat(exitCode).isZero();
        ClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
        return Class.forName("org.slf4j.LoggerFactory", isUsed, loader);
    }

    @SuppressWarnings("unchecked") // as its source above has it
    private static List<String> logged(Class<?> factory) throws ReflectiveOperationException {
        return (List<String>) factory.getField("LOGGED").get(null);
    }

    private ApplicationLog log(Class<?>... loaded) {
        return new ApplicationLog(Instrumentations.loaded(loaded), new Otherwise());
    }

    @Test
    void until_the_application_has_a_log_messages_go_elsewhere() throws IOException {
        log(String.class).write(Level.WARN, "closewait: early", List.of());

        assertThat(otherwise).containsExactly("WARN closewait: early");
    }

    @Test
    void an_SLF4J_that_the_application_has_not_used_yet_is_not_used_before_it() throws Exception {
        ApplicationLog log = log(slf4j("", false));

        log.write(Level.WARN, "closewait: early", List.of());

        assertThat(otherwise).containsExactly("WARN closewait: early");
    }

    @Test
    void the_agents_own_SLF4J_is_not_the_applications() throws IOException {
        log(org.slf4j.LoggerFactory.class).write(Level.WARN, "closewait: own", List.of());

        assertThat(otherwise).containsExactly("WARN closewait: own");
    }

    @Test
    void a_message_is_logged_without_the_name_that_the_logger_has() throws Exception {
        Class<?> factory = slf4j("", true);

        log(String.class, factory).write(Level.INFO, "closewait: here", List.of());

        assertThat(logged(factory)).containsExactly("closewait info: here");
        assertThat(otherwise).isEmpty();
        assertThat(Thread.currentThread().getContextClassLoader()).isNull();
    }

    @Test
    void SLF4J_1_gets_the_events_without_their_fields() throws Exception {
        Class<?> factory = slf4j("", true);

        log(factory).write(Level.WARN, "the whole report", events());

        assertThat(logged(factory)).containsExactly("closewait warn: 2 sockets leak", "closewait warn: a place");
    }

    @Test
    void SLF4J_2_gets_the_events_with_their_fields() throws Exception {
        Class<?> factory = slf4j(BUILDER, true);

        log(factory).write(Level.WARN, "the whole report", events());

        assertThat(logged(factory))
                .containsExactly("closewait warn: 2 sockets leak {leaked=2}", "closewait warn: a place");
    }

    private static List<LogEvent> events() {
        return List.of(
                new LogEvent("closewait: 2 sockets leak", new TreeMap<>(Map.of("leaked", 2))),
                new LogEvent("a place", Map.of()));
    }

    @Test
    void a_log_that_fails_is_not_the_agents_trouble() throws Exception {
        Class<?> factory = slf4j("", true);

        log(factory).write(Level.ERROR, "closewait: it has no method for this", List.of());

        assertThat(otherwise).containsExactly("ERROR closewait: it has no method for this");
        assertThat(Thread.currentThread().getContextClassLoader()).isNull();
    }

    @Test
    void closing_it_closes_where_messages_went_before() throws IOException {
        log().close();

        assertThat(otherwise).containsExactly("closed");
    }

    private final class Otherwise implements LineWriter {
        @Override
        public void write(Level level, String text, List<LogEvent> events) {
            otherwise.add(level + " " + text);
        }

        @Override
        public void close() {
            otherwise.add("closed");
        }
    }
}
