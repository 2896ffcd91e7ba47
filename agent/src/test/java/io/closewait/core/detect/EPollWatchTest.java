package io.closewait.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.jdk.Descriptors;
import io.closewait.hooks.SocketKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With real sockets over loopback. A wait of 30 s that nothing ends fails the test by its answer. */
class EPollWatchTest {
    private static final int LONG_MILLIS = 30_000;

    private final EPollWatch watch;
    private final ServerSocketChannel server;
    private final SocketChannel client;
    private final SocketChannel peer;

    EPollWatchTest() throws IOException {
        watch = new EPollWatch();
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        client = SocketChannel.open(server.getLocalAddress());
        peer = server.accept();
    }

    private int number;

    @BeforeEach
    void numberOfTheClient() throws Throwable {
        number = Descriptors.number(client, SocketKind.CHANNEL);
    }

    @AfterEach
    void close() throws IOException {
        watch.close();
        peer.close();
        client.close();
        server.close();
    }

    @Test
    void the_peers_FIN_is_told_once() throws IOException {
        watch.watch(number);
        assertThat(watch.await(0)).isZero();
        peer.shutdownOutput();

        assertThat(watch.await(LONG_MILLIS)).isEqualTo(1);
        assertThat(watch.number(0)).isEqualTo(number);
        assertThat(watch.await(0)).isZero();
    }

    @Test
    void after_the_FIN_the_end_of_the_connection_is_told() throws IOException {
        peer.shutdownOutput();
        watch.watch(number);
        assertThat(watch.await(LONG_MILLIS)).isEqualTo(1);
        watch.watchForEnd(number);
        assertThat(watch.await(0)).isZero();

        client.shutdownOutput();

        assertThat(watch.await(LONG_MILLIS)).isEqualTo(1);
    }

    @Test
    void a_wait_can_be_ended() throws IOException {
        watch.endWait();
        watch.endWait();

        assertThat(watch.await(LONG_MILLIS)).isEqualTo(1);
    }
}
