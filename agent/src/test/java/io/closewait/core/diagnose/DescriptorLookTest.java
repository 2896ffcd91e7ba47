package io.closewait.core.diagnose;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.jdk.Descriptors;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.SharedAddresses;
import io.closewait.core.registry.SocketRecord;
import io.closewait.hooks.SocketKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** What the kernel adds to facts whose record the detector has not visited, or visits at the same time. */
class DescriptorLookTest {
    private static final int KIND = SocketKind.CHANNEL;

    private final Registry registry = Records.registry();

    @Test
    void a_FIN_is_seen_also_if_the_record_gets_its_addresses_while_it_is_asked() throws Throwable {
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel channel = SocketChannel.open()) {
            registry.opened(channel, KIND);
            channel.connect(listener.getLocalAddress());
            listener.accept().close();
            SocketRecord record = requireNonNull(registry.table().get(Descriptors.number(channel, KIND)));
            SocketFacts.Builder facts =
                    SocketFacts.Builder.of(record, null, registry.clock().now());

            record.endpoints(new Endpoints(
                    (InetSocketAddress) channel.getLocalAddress(),
                    (InetSocketAddress) channel.getRemoteAddress(),
                    "",
                    new SharedAddresses()));
            new DescriptorLook().complete(facts, record);

            assertThat(facts.peerState).isEqualTo(PeerState.FIN);
            assertThat(facts.peer).isEqualTo("127.0.0.1:" + listener.socket().getLocalPort());
        }
    }
}
