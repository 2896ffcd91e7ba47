package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.registry.Records;
import io.closewait.core.registry.SocketRecord;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which sockets the option {@code allowClose} closes, and what it says of the others. */
class SocketCloserTest {
    @RegisterExtension
    private final LogCapture log = new LogCapture();

    private final ScriptedAgent agent;
    private final SocketCloser closer;
    private final SocketChannel channel;

    SocketCloserTest(@TempDir Path folder) throws IOException {
        agent = new ScriptedAgent(folder, "");
        closer = new SocketCloser(agent.script.detector());
        channel = SocketChannel.open();
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    private SocketRecord leak(int number, Object owner) {
        SocketRecord record = agent.open(number, owner);
        agent.script.leak(record);
        return record;
    }

    private String closeAll() {
        return closer.close(agent.reporter.diagnosis().openSockets());
    }

    @Test
    void a_leak_is_closed_as_its_owner_would_and_that_is_logged() throws IOException {
        leak(7, channel);

        assertThat(closeAll()).isEqualTo("closed 1 of 1");
        assertThat(channel.isOpen()).isFalse();
        assertThat(log.text()).isEqualTo("closewait: close of leaked sockets, requested through JMX: closed 1 of 1\n");
    }

    @Test
    void a_healthy_socket_is_not_closed() {
        agent.open(7, channel);

        assertThat(closeAll()).isEqualTo("closed 0 of 1; not closed: [1: it is not a leak any more]");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void what_the_kernel_no_longer_calls_a_leak_is_not_closed() {
        leak(7, channel);
        agent.script.reconnectAll();

        assertThat(closeAll()).isEqualTo("closed 0 of 1; not closed: [1: it is not a leak any more]");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void a_leak_that_is_known_and_accepted_is_not_closed() {
        agent.reporter.reconfigure(ScriptedAgent.options("exclude=peer:*"));
        leak(7, channel);

        assertThat(closeAll()).isEqualTo("closed 0 of 1; not closed: [1: it is not a leak any more]");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void what_the_application_has_closed_is_left_to_its_selector() {
        Records.closedByApplication(leak(7, channel), agent.script.now() - 3600_000_000_000L);

        assertThat(closeAll())
                .isEqualTo("closed 0 of 1; not closed:"
                        + " [1: the application has closed it; its selector frees the descriptor]");
    }

    @Test
    void what_belongs_to_a_library_is_left_to_it() {
        leak(7, new Object());

        assertThat(closeAll())
                .isEqualTo("closed 0 of 1; not closed: [1: only a library can close its own java.net.Socket]");
    }

    @Test
    void one_refusal_does_not_keep_the_others_open() {
        leak(7, new Object());
        leak(8, channel);

        assertThat(closeAll()).startsWith("closed 1 of 2; not closed: [");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_dropped_socket_is_left_to_the_garbage_collector() {
        SocketRecord record = leak(7, channel);
        record.clear();

        assertThat(closeAll())
                .isEqualTo("closed 0 of 1; not closed: [1: nobody can reach it; the garbage collector closes it]");
    }
}
