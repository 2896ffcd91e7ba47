package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.code.Origin;
import io.closewait.core.code.Origins;
import io.closewait.core.library.Libraries;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionCodeTest {
    private final ConnectionCode code = new ConnectionCode(new Frames(new Loaded(), Libraries::bundled));

    private boolean is(String type, String method) {
        return code.is(new StackTraceElement(ConnectionCodeTest.class.getName() + "$" + type, method, "A.java", 1));
    }

    @Test
    void a_method_with_a_connection_as_a_parameter_has_one_at_hand() {
        assertThat(is("Clerk", "serve")).isTrue();
        assertThat(is("Clerk", "rest")).isFalse();
    }

    @Test
    void so_has_every_method_of_an_object_that_holds_one() {
        assertThat(is("Job", "run")).isTrue();
    }

    @Test
    void so_has_a_method_that_works_with_such_an_object() {
        assertThat(is("Worker", "work")).isTrue();
        assertThat(is("Worker", "compute")).isFalse();
    }

    @Test
    void a_listener_is_no_connection() {
        assertThat(is("Door", "open")).isFalse();
    }

    @Test
    void of_a_class_that_is_not_loaded_nothing_is_claimed() {
        assertThat(is("Gone", "run")).isFalse();
    }

    /** The classes below, as the application's. */
    private static final class Loaded implements Origins {
        @Override
        public Origin of(String className) {
            return new NamedOrigins(List.of("io.closewait"), List.of(), Libraries::bundled).of(className);
        }

        @Override
        public Origin of(Class<?> type) {
            return of(type.getName());
        }

        @Override
        public @Nullable Class<?> loaded(String className) {
            try {
                return Class.forName(className);
            } catch (ClassNotFoundException none) {
                return null;
            }
        }
    }

    static final class Worker {
        private final Deque<Job> jobs = new ArrayDeque<>();

        void work() {
            jobs.remove().result = compute("a path");
        }

        String compute(String path) {
            return path;
        }
    }

    static final class Clerk {
        void serve(Socket client) {
            rest();
            client.isClosed();
        }

        void rest() {}
    }

    static final class Job implements Runnable {
        @Nullable
        SelectionKey key;

        @Nullable
        String result;

        @Override
        public void run() {
            key = null;
        }
    }

    static final class Door {
        @Nullable
        ServerSocket listener;

        void open() {
            listener = null;
        }
    }
}
