package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionCodeTest {
    @Test
    void a_method_with_a_connection_as_a_parameter_has_one_at_hand() {
        assertThat(ConnectionCode.is(Clerk.class, "serve")).isTrue();
        assertThat(ConnectionCode.is(Clerk.class, "rest")).isFalse();
    }

    @Test
    void so_has_every_method_of_an_object_that_holds_one() {
        assertThat(ConnectionCode.is(Job.class, "run")).isTrue();
    }

    @Test
    void a_listener_is_no_connection() {
        assertThat(ConnectionCode.is(Door.class, "open")).isFalse();
    }

    @Test
    void of_a_class_that_is_not_loaded_nothing_is_claimed() {
        assertThat(ConnectionCode.is(null, "run")).isFalse();
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
