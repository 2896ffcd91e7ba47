package io.closewait.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.registry.CoarseClock;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to a socket between its opening and the moment from which on it is watched. */
class NewSocketsTest {
    private static final int NUMBER = 7;
    private static final int LISTENER = 8;
    private static final long GRACE = 1_000_000_000;
    private static final long LEAK_AFTER = 100;

    private final Object owner = new Object();
    private final Registry registry = Records.registry();
    private final Sites sites = new Sites(100, 64);
    private final ScriptedProbe probe = new ScriptedProbe();
    private final ScriptedWatch watch = new ScriptedWatch();
    private final LeakRule rule = new LeakRule(new LeakAfter(LEAK_AFTER, List.of()));
    private final PeerClosedSockets peerClosed =
            new PeerClosedSockets(new CoarseClock(() -> 0), sites, rule, new NobodyListens());
    private final NewSockets sockets = new NewSockets(registry.table(), sites, GRACE, rule, watch, probe, peerClosed);

    private boolean visit(SocketRecord record) {
        return sockets.needsAnotherVisit(record, record.openedAt() + GRACE);
    }

    @Test
    void a_socket_is_watched_exactly_when_its_grace_is_over() {
        SocketRecord record = Records.opened(registry, owner, NUMBER);

        assertThat(sockets.needsAnotherVisit(record, record.openedAt() + GRACE - 1))
                .isTrue();
        assertThat(record.isWatched()).isFalse();
        assertThat(sockets.needsAnotherVisit(record, record.openedAt() + GRACE)).isFalse();

        assertThat(record.isWatched()).isTrue();
        assertThat(record.endpoints()).isNotNull();
        assertThat(watch.asked).containsExactly("FIN of 7");
    }

    @Test
    void what_is_known_of_a_socket_from_then_on_are_its_addresses_and_where_it_was_opened() {
        probe.local.put(NUMBER, at(40_000));
        probe.remote.put(NUMBER, at(6379));
        SocketRecord record = Records.openedHere(registry, owner, NUMBER);
        assertThat(record.openingSite()).isNull();

        visit(record);

        assertThat(record.openingSite()).isNotNull();
        assertThat(record.endpoints()).isNotNull().satisfies(ends -> {
            assertThat(ends.local()).isEqualTo("127.0.0.1:40000");
            assertThat(ends.peer()).isEqualTo("127.0.0.1:6379");
        });
    }

    @Test
    void one_that_was_open_before_the_agent_was_attached_is_watched_at_once() {
        SocketRecord record = Records.adopted(registry, NUMBER);

        assertThat(sockets.needsAnotherVisit(record, record.openedAt())).isFalse();
        assertThat(record.isWatched()).isTrue();
    }

    @Test
    void one_that_is_not_connected_yet_is_watched_when_it_is() {
        SocketRecord record = Records.opened(registry, owner, NUMBER);
        probe.events = SocketPoll.POLLHUP;
        assertThat(visit(record)).isTrue();
        assertThat(record.isWatched()).isFalse();

        probe.events = 0;
        assertThat(visit(record)).isFalse();
        assertThat(record.isWatched()).isTrue();
    }

    @Test
    void one_whose_connection_is_over_already_is_watched_to_be_told_so() {
        SocketRecord record = Records.opened(registry, owner, NUMBER);
        probe.events = SocketPoll.POLLHUP | SocketPoll.POLLRDHUP;

        assertThat(visit(record)).isFalse();
        assertThat(record.isWatched()).isTrue();
    }

    @Test
    void one_whose_number_changes_hands_during_the_poll_is_not_watched() {
        SocketRecord record = Records.opened(registry, owner, NUMBER);
        probe.events = SocketPoll.POLLHUP;
        probe.duringPoll = () -> Records.close(registry, record);

        assertThat(visit(record)).as("again").isFalse();

        assertThat(record.isWatched()).isFalse();
        assertThat(watch.asked).isEmpty();
    }

    @Test
    void one_whose_number_changes_hands_while_its_addresses_are_asked_for_gets_none() {
        SocketRecord record = Records.opened(registry, owner, NUMBER);
        probe.duringLocalAddress = () -> Records.close(registry, record);

        assertThat(visit(record)).isFalse();

        assertThat(record.endpoints()).isNull();
        assertThat(watch.asked).isEmpty();
    }

    @Test
    void one_that_cannot_be_asked_is_watched_all_the_same() {
        SocketRecord record = Records.opened(registry, owner, NUMBER);
        probe.isBroken = true;

        assertThat(visit(record)).isFalse();
        assertThat(record.isWatched()).isTrue();
    }

    @Test
    void of_a_listener_it_is_known_where_it_was_opened_and_it_is_not_watched() {
        SocketRecord listener = Records.listening(registry, owner, LISTENER);
        assertThat(listener.openingSite()).isNull();

        assertThat(visit(listener)).isFalse();

        assertThat(listener.openingSite()).isNotNull();
        assertThat(listener.isWatched()).isFalse();
        assertThat(watch.asked).isEmpty();
    }

    @Test
    void a_connection_on_a_listeners_port_was_accepted() {
        probe.local.put(LISTENER, at(6379));
        probe.local.put(NUMBER, at(6379));
        visit(Records.listening(registry, owner, LISTENER));
        SocketRecord record = Records.opened(registry, owner, NUMBER);

        visit(record);

        assertThat(record.isAccepted()).isTrue();
    }

    @Test
    void a_connection_on_the_port_of_a_listener_whose_number_changed_hands_was_not() {
        probe.local.put(LISTENER, at(6379));
        probe.local.put(NUMBER, at(6379));
        SocketRecord listener = Records.listening(registry, owner, LISTENER);
        probe.duringLocalAddress = () -> Records.close(registry, listener);
        visit(listener);
        SocketRecord record = Records.opened(registry, owner, NUMBER);

        visit(record);

        assertThat(record.isAccepted()).isFalse();
    }

    @Test
    void of_a_Unix_domain_socket_the_end_is_a_hang_up() throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            SocketRecord record = Records.opened(registry, channel, NUMBER);
            visit(record);

            assertThat(record.endpoints())
                    .isNotNull()
                    .satisfies(ends -> assertThat(ends.isUnixDomain()).isTrue());
            assertThat(LeakRule.stateAfter(record, SocketPoll.POLLRDHUP, false)).isEqualTo(PeerState.HUNG_UP);
        }
    }

    @Test
    void a_closed_channel_that_its_selector_holds_is_visited_until_it_is_held_for_too_long() {
        SocketRecord record = Records.watched(registry, owner, NUMBER);
        long closedAt = record.openedAt() + GRACE;
        Records.closedByApplication(record, closedAt);

        assertThat(sockets.needsAnotherVisit(record, closedAt + LEAK_AFTER - 1)).isTrue();
        assertThat(peerClosed.records()).as("it may become a leak").containsExactly(record);
        assertThat(sockets.needsAnotherVisit(record, closedAt + LEAK_AFTER)).isFalse();
    }

    @Test
    void one_that_has_leaked_needs_no_visit() {
        SocketRecord record = Records.watched(registry, owner, NUMBER);
        Records.closedByApplication(record, record.openedAt());
        record.markLeaked();

        assertThat(sockets.needsAnotherVisit(record, record.openedAt())).isFalse();
        assertThat(peerClosed.records()).isEmpty();
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static final class NobodyListens implements LeakListener {
        @Override
        public void peerClosed(SocketRecord record) {}

        @Override
        public void leaked(SocketRecord record) {}

        @Override
        public void leakEnded(SocketRecord record) {}
    }
}
