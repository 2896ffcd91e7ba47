package io.closewait.core.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClosingBlocksTest {
    private static final String USED = "used";
    private static final String NOW = "now";

    private static boolean isConnection(String type) {
        return type.equals(Socket.class.getName()) || type.equals(Session.class.getName());
    }

    /** Of a method of {@link Code} that calls two methods of these names, whether one block has both calls. */
    private static boolean isInOneBlock(String method) throws IOException {
        int used = line(method, USED);
        int now = line(method, NOW);
        return ClosingBlocks.of(file(), ClosingBlocksTest::isConnection).hasBoth(method, used, now);
    }

    private static byte[] file() throws IOException {
        try (InputStream in = ClosingBlocksTest.class.getResourceAsStream("ClosingBlocksTest$Code.class")) {
            return in.readAllBytes();
        }
    }

    private static int line(String method, String call) {
        CallSites sites = new CallSites(name -> null);
        return sites
                .of(
                        Set.of(Code.class.getName() + "." + call),
                        Set.of(Code.class.getName() + "." + USED, Code.class.getName() + "." + NOW),
                        List.of(Code.class))
                .stream()
                .filter(caller -> caller.getMethodName().equals(method))
                .findFirst()
                .orElseThrow()
                .getLineNumber();
    }

    @Test
    void a_socket_or_a_stream_of_try_with_resources_is_closed_at_its_end() throws IOException {
        assertThat(isInOneBlock("tryWithSocket")).isTrue();
        assertThat(isInOneBlock("tryWithReader")).isTrue();
    }

    @Test
    void a_connection_that_finally_closes_or_gives_back_counts() throws IOException {
        assertThat(isInOneBlock("closesFinally")).isTrue();
        assertThat(isInOneBlock("givesBackFinally")).isTrue();
        assertThat(isInOneBlock("endsItsSession")).isTrue();
    }

    @Test
    void code_before_and_after_the_block_is_not_inside_it() throws IOException {
        assertThat(isInOneBlock("isDoneWithIt")).isFalse();
        assertThat(isInOneBlock("hasTwoBlocks")).isFalse();
    }

    @Test
    void a_block_that_ends_with_something_else_says_nothing() throws IOException {
        assertThat(isInOneBlock("unlocksFinally")).isFalse();
        assertThat(isInOneBlock("closesItsListener")).isFalse();
        assertThat(isInOneBlock("catches")).isFalse();
    }

    @Test
    void a_block_may_follow_the_line_that_opens() throws IOException {
        ClosingBlocks blocks = ClosingBlocks.of(file(), ClosingBlocksTest::isConnection);
        int used = line("isDoneWithIt", USED);

        assertThat(blocks.hasAfter("isDoneWithIt", used - 1, used)).isTrue();
        assertThat(blocks.hasAfter("isDoneWithIt", used + 1, used))
                .as("it began before")
                .isFalse();
        assertThat(blocks.hasAfter("isDoneWithIt", used - 1, line("isDoneWithIt", NOW)))
                .as("the line is not in it")
                .isFalse();
    }

    @Test
    void a_later_line_may_close() throws IOException {
        ClosingBlocks blocks = ClosingBlocks.of(file(), ClosingBlocksTest::isConnection);

        assertThat(blocks.hasCloseAfter("closesFinally", line("closesFinally", NOW)))
                .isTrue();
        assertThat(blocks.hasCloseAfter("isDoneWithIt", line("isDoneWithIt", NOW)))
                .isFalse();
        assertThat(blocks.hasCloseAfter("catches", line("catches", USED))).isFalse();
    }

    @Test
    void a_class_file_that_cannot_be_read_has_no_blocks() {
        assertThat(ClosingBlocks.of(new byte[0], type -> true).hasBoth("tryWithSocket", 1, 1))
                .isFalse();
    }

    static final class Session {
        void end() {}
    }

    /** Never run: its class file is read. */
    @SuppressWarnings("unused")
    static final class Code {
        private void used() {}

        private void now() {}

        void tryWithSocket(InetAddress address, int port) throws IOException {
            try (Socket socket = new Socket(address, port)) {
                used();
                now();
            }
        }

        int tryWithReader(InputStream in) throws IOException {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                used();
                if (reader.readLine() == null) {
                    return 1;
                }
                now();
                return 2;
            }
        }

        void closesFinally(Socket socket) throws IOException {
            try {
                used();
                now();
            } finally {
                socket.close();
            }
        }

        void givesBackFinally(Deque<Session> pool) {
            Session session = pool.remove();
            try {
                used();
                now();
            } finally {
                giveBack(pool, session);
            }
        }

        private static void giveBack(Deque<Session> pool, Session session) {
            pool.add(session);
        }

        void endsItsSession(Session session) {
            try {
                used();
                now();
            } finally {
                session.end();
            }
        }

        void isDoneWithIt(InetAddress address, int port) throws IOException {
            try (Socket socket = new Socket(address, port)) {
                used();
            }
            now();
        }

        void hasTwoBlocks(InetAddress address, int port) throws IOException {
            try (Socket socket = new Socket(address, port)) {
                used();
            }
            try (Socket socket = new Socket(address, port)) {
                now();
            }
        }

        void unlocksFinally(Lock lock) {
            lock.lock();
            try {
                used();
                now();
            } finally {
                lock.unlock();
            }
        }

        void closesItsListener(int port) throws IOException {
            try (ServerSocket listener = new ServerSocket(port)) {
                used();
                now();
            }
        }

        void catches(@Nullable Socket socket) {
            try {
                used();
                now();
            } catch (RuntimeException e) {
                fail("closes nothing", e);
            }
        }
    }
}
