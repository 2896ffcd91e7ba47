package io.closewait.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.jdk.SocketProbe;
import io.closewait.core.registry.CoarseClock;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetectorTest {
    private static final int NUMBER = 7;
    private static final long LEAK_AFTER = 100;

    private final Object owner = new Object();
    private final Registry registry = Records.registry();
    private final List<String> told = new ArrayList<>();
    private final List<String> rearmed = new ArrayList<>();
    private long time = 1_000;
    private int events;
    private boolean isInCloseWait;
    private Runnable duringPoll = () -> {};

    private final Detector detector = new Detector(
            new CoarseClock(() -> time),
            registry.table(),
            new Sites(100, 64),
            new Told(),
            0,
            new LeakAfter(LEAK_AFTER, Collections.emptyList()),
            new FakeWatch(),
            FakeProbe::new);

    private SocketRecord watched() {
        return Records.watched(registry, owner, NUMBER);
    }

    private SocketRecord peerClosed() {
        SocketRecord record = watched();
        events = SocketPoll.POLLRDHUP;
        detector.lookAt(NUMBER, time);
        return record;
    }

    @Test
    void a_peer_closed_socket_is_a_leak_exactly_when_the_time_is_over() {
        SocketRecord record = peerClosed();

        time += LEAK_AFTER - 1;
        detector.lookAfterPeerClosed();
        assertThat(record.isLeaked()).isFalse();
        time++;
        detector.lookAfterPeerClosed();

        assertThat(record.isLeaked()).isTrue();
        assertThat(told).containsExactly("peer closed", "leaked");
    }

    @Test
    void an_event_of_a_number_that_changed_hands_during_the_poll_is_ignored() {
        SocketRecord record = watched();
        events = SocketPoll.POLLRDHUP;
        duringPoll = () -> Records.close(registry, record);

        detector.lookAt(NUMBER, time);

        assertThat(record.peerState()).isEqualTo(PeerState.OPEN);
        assertThat(told).isEmpty();
        assertThat(rearmed).isEmpty();
    }

    @Test
    void a_leak_that_is_closed_has_ended_and_is_told_once() {
        SocketRecord record = peerClosed();
        time += LEAK_AFTER;
        detector.lookAfterPeerClosed();

        Records.close(registry, record);
        detector.lookAfterPeerClosed();
        detector.lookAfterPeerClosed();

        assertThat(told).containsExactly("peer closed", "leaked", "ended");
        assertThat(detector.peerClosed()).isEmpty();
    }

    @Test
    void without_news_it_waits_for_the_fin_again_and_after_the_fin_for_the_end() {
        watched();
        detector.lookAt(NUMBER, time);
        events = SocketPoll.POLLRDHUP;
        detector.lookAt(NUMBER, time);
        events |= SocketPoll.POLLHUP | SocketPoll.POLLERR;
        detector.lookAt(NUMBER, time);

        assertThat(rearmed).containsExactly("for FIN", "for end");
    }

    @Test
    void a_fin_after_our_shutdown_of_the_input_is_seen_at_the_next_sweep_and_becomes_a_leak()
            throws InterruptedException {
        SocketRecord record = watched();
        Records.shutInput(record);
        events = SocketPoll.POLLRDHUP;
        detector.lookAt(NUMBER, time);
        turnLater();
        assertThat(record.peerState()).isEqualTo(PeerState.OPEN);

        isInCloseWait = true;
        turnLater();
        assertThat(record.peerState()).isEqualTo(PeerState.FIN);
        turnLater();

        assertThat(told).containsExactly("peer closed", "leaked");
    }

    @Test
    void hanging_up_without_our_fin_was_a_reset() {
        SocketRecord record = watched();
        events = SocketPoll.POLLRDHUP | SocketPoll.POLLHUP;

        detector.lookAt(NUMBER, time);

        assertThat(record.peerState()).isEqualTo(PeerState.RESET);
    }

    @Test
    void a_leak_is_one_now_only_while_the_kernel_says_so() {
        SocketRecord record = peerClosed();
        time += LEAK_AFTER;
        detector.lookAfterPeerClosed();

        assertThat(detector.isLeakNow(record)).isTrue();
        events = 0;
        assertThat(detector.isLeakNow(record)).isFalse();
    }

    private SocketRecord opened() {
        return Records.opened(registry, owner, NUMBER);
    }

    private void turnLater() throws InterruptedException {
        time += 1_000_000_000;
        detector.turn();
    }

    @Test
    void a_new_socket_is_watched_once_its_grace_is_over() throws InterruptedException {
        SocketRecord record = opened();
        time = record.openedAt();

        turnLater();

        assertThat(record.isWatched()).isTrue();
        assertThat(record.endpoints()).isNotNull();
        assertThat(rearmed).containsExactly("for FIN");
    }

    @Test
    void a_socket_that_is_not_connected_yet_is_watched_when_it_is() throws InterruptedException {
        SocketRecord record = opened();
        time = record.openedAt();
        events = SocketPoll.POLLHUP;
        turnLater();
        assertThat(record.isWatched()).isFalse();

        events = 0;
        turnLater();
        assertThat(record.isWatched()).isTrue();
    }

    @Test
    void a_new_socket_whose_number_changes_hands_during_the_poll_is_not_watched() throws InterruptedException {
        SocketRecord record = opened();
        time = record.openedAt();
        duringPoll = () -> Records.close(registry, record);

        turnLater();

        assertThat(record.isWatched()).isFalse();
        assertThat(rearmed).isEmpty();
    }

    @Test
    void after_a_failed_turn_every_socket_is_asked_again() {
        SocketRecord record = watched();
        events = SocketPoll.POLLRDHUP;

        detector.failed(new IllegalStateException("no"));

        assertThat(record.peerState()).isEqualTo(PeerState.FIN);
        assertThat(told).containsExactly("java.lang.IllegalStateException: no", "peer closed");
    }

    private final class Told implements Detector.Owner {
        @Override
        public void peerClosed(SocketRecord record) {
            told.add("peer closed");
        }

        @Override
        public void leaked(SocketRecord record) {
            told.add("leaked");
        }

        @Override
        public void leakEnded(SocketRecord record) {
            told.add("ended");
        }

        @Override
        public void failed(Throwable failure) {
            told.add(failure.toString());
        }
    }

    private final class FakeProbe implements SocketProbe {
        @Override
        public int poll(int number) {
            duringPoll.run();
            return events;
        }

        @Override
        public boolean isInCloseWait(int number) {
            return isInCloseWait;
        }

        @Override
        public @Nullable InetSocketAddress localAddress(int number) {
            return null;
        }

        @Override
        public @Nullable InetSocketAddress remoteAddress(int number) {
            return null;
        }
    }

    private final class FakeWatch implements PeerWatch {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public void watch(int number) {
            rearmed.add("for FIN");
        }

        @Override
        public void watchForEnd(int number) {
            rearmed.add("for end");
        }

        @Override
        public int await(int timeoutMillis) {
            return 0;
        }

        @Override
        public int number(int index) {
            return NUMBER;
        }

        @Override
        public void endWait() {}

        @Override
        public void close() {}
    }
}
