package io.closewait.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.registry.CoarseClock;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorTest {
    private static final int NUMBER = 7;
    private static final long LEAK_AFTER = 100;

    private final Object owner = new Object();
    private final Registry registry = Records.registry();
    private final List<String> told = new ArrayList<>();
    private final Sites sites = new Sites(100, 64);
    private final ScriptedProbe probe = new ScriptedProbe();
    private final ScriptedWatch watch = new ScriptedWatch();
    private long time = 1_000;

    private final Detector detector = new Detector(
            new CoarseClock(() -> time),
            registry.table(),
            sites,
            new Told(),
            0,
            new LeakAfter(LEAK_AFTER, List.of()),
            watch,
            () -> probe);

    private SocketRecord watched() {
        return Records.watched(registry, owner, NUMBER);
    }

    private SocketRecord peerClosed() {
        SocketRecord record = watched();
        probe.events = SocketPoll.POLLRDHUP;
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
        detector.lookAfterPeerClosed();

        assertThat(record.isLeaked()).isTrue();
        assertThat(told).as("once").containsExactly("peer closed", "leaked");
    }

    @Test
    void an_event_of_a_number_that_changed_hands_during_the_poll_is_ignored() {
        SocketRecord record = watched();
        probe.events = SocketPoll.POLLRDHUP;
        probe.duringPoll = () -> Records.close(registry, record);

        detector.lookAt(NUMBER, time);

        assertThat(record.peerState()).isEqualTo(PeerState.OPEN);
        assertThat(told).isEmpty();
        assertThat(watch.asked).isEmpty();
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
        assertThat(record.site(Moment.CLOSED)).as("interned").isNotNull();
        assertThat(detector.peerClosed()).isEmpty();
    }

    @Test
    void without_news_it_waits_for_the_fin_again_and_after_the_fin_for_the_end() {
        watched();
        detector.lookAt(NUMBER, time);
        assertThat(watch.asked).containsExactly("FIN of 7");
        probe.events = SocketPoll.POLLRDHUP;
        detector.lookAt(NUMBER, time);
        assertThat(watch.asked).containsExactly("FIN of 7", "end of 7");
        probe.events |= SocketPoll.POLLHUP | SocketPoll.POLLERR;
        detector.lookAt(NUMBER, time);

        assertThat(watch.asked).as("after the end there is nothing to wait for").hasSize(2);
    }

    @Test
    void a_new_socket_is_visited_at_each_sweep_until_it_is_watched() throws InterruptedException {
        turnLater();
        SocketRecord record = opened();
        time = record.openedAt();
        probe.events = SocketPoll.POLLHUP;
        turnLater();
        assertThat(record.isWatched()).as("not connected yet").isFalse();

        probe.events = 0;
        turnLater();

        assertThat(record.isWatched()).isTrue();
    }

    @Test
    void a_healthy_socket_is_not_asked_for_its_state_again_and_again() throws InterruptedException {
        watched();
        detector.lookAt(NUMBER, time);

        turnLater();

        assertThat(probe.statesAsked).isZero();
    }

    @Test
    void a_fin_after_our_shutdown_of_the_input_is_seen_at_the_next_sweep_and_becomes_a_leak()
            throws InterruptedException {
        SocketRecord record = watched();
        Records.shutInput(record);
        probe.events = SocketPoll.POLLRDHUP;
        detector.lookAt(NUMBER, time);
        assertThat(watch.asked)
                .as("a FIN would be told at once, and again and again")
                .containsExactly("end of 7");
        turnLater();
        assertThat(record.peerState()).isEqualTo(PeerState.OPEN);

        probe.isInCloseWait = true;
        turnLater();
        assertThat(record.peerState()).isEqualTo(PeerState.FIN);
        turnLater();

        assertThat(told).containsExactly("peer closed", "leaked");
    }

    @Test
    void hanging_up_without_our_fin_was_a_reset() {
        SocketRecord record = watched();
        probe.events = SocketPoll.POLLRDHUP | SocketPoll.POLLHUP;

        detector.lookAt(NUMBER, time);

        assertThat(record.peerState()).isEqualTo(PeerState.RESET);
    }

    @Test
    void a_leak_is_one_now_only_while_the_kernel_says_so() {
        SocketRecord record = peerClosed();
        time += LEAK_AFTER;
        detector.lookAfterPeerClosed();

        assertThat(detector.isLeakNow(record)).isTrue();
        probe.isBroken = true;
        assertThat(detector.isLeakNow(record)).isFalse();
        probe.isBroken = false;
        probe.events = 0;
        assertThat(detector.isLeakNow(record)).isFalse();
    }

    @Test
    void a_leak_whose_number_changes_hands_while_the_kernel_is_asked_is_none_now() {
        SocketRecord record = peerClosed();
        time += LEAK_AFTER;
        detector.lookAfterPeerClosed();
        probe.duringPoll = () -> Records.close(registry, record);

        assertThat(detector.isLeakNow(record)).isFalse();
    }

    @Test
    void a_socket_that_nobody_has_called_a_leak_yet_is_none_now() {
        SocketRecord record = peerClosed();
        time += LEAK_AFTER;

        assertThat(detector.isLeakNow(record)).isFalse();
    }

    @Test
    void a_changed_time_counts_for_what_has_not_leaked_and_for_what_is_a_leak_now() {
        SocketRecord record = peerClosed();
        detector.leakAfter(new LeakAfter(2 * LEAK_AFTER, List.of()));
        time += 2 * LEAK_AFTER - 1;
        detector.lookAfterPeerClosed();
        assertThat(record.isLeaked()).isFalse();
        time++;
        detector.lookAfterPeerClosed();
        assertThat(detector.isLeakNow(record)).isTrue();

        detector.leakAfter(new LeakAfter(3 * LEAK_AFTER, List.of()));
        assertThat(detector.isLeakNow(record)).isFalse();
    }

    @Test
    void a_socket_that_is_closed_in_time_never_was_a_leak() {
        SocketRecord record = peerClosed();
        Records.close(registry, record);
        time += LEAK_AFTER;

        detector.lookAfterPeerClosed();

        assertThat(record.isLeaked()).isFalse();
        assertThat(told).containsExactly("peer closed");
        assertThat(detector.peerClosed()).isEmpty();
    }

    @Test
    void after_a_leak_the_next_sockets_of_its_site_leave_evidence() {
        Site site =
                sites.intern(new StackTraceElement[] {new StackTraceElement("com.acme.Shop", "buy", "Shop.java", 1)});
        SocketRecord record = Records.opened(registry, owner, NUMBER, site);
        record.markWatched();
        probe.events = SocketPoll.POLLRDHUP;
        detector.lookAt(NUMBER, time);
        assertThat(Records.isSuspect(site)).isFalse();

        time += LEAK_AFTER;
        detector.lookAfterPeerClosed();

        for (int i = 0; i < 100; i++) {
            assertThat(Records.isSuspect(site)).isTrue();
        }
        assertThat(Records.isSuspect(site)).isFalse();
    }

    @Test
    void an_event_is_handled_in_its_turn_and_does_not_wait_for_the_next_sweep() throws InterruptedException {
        turnLater();
        SocketRecord record = watched();
        probe.events = SocketPoll.POLLRDHUP;
        watch.events.add(NUMBER);
        time++;

        detector.turn();

        assertThat(record.finAt()).isEqualTo(time);
        assertThat(told).containsExactly("peer closed");
    }

    @Test
    void peer_closed_sockets_are_checked_four_times_a_second() throws InterruptedException {
        turnLater();
        SocketRecord record = peerClosed();

        time += 250_000_000 - 1;
        detector.turn();
        assertThat(record.isLeaked()).isFalse();
        time++;
        detector.turn();

        assertThat(record.isLeaked()).isTrue();
    }

    @Test
    void an_event_of_a_number_that_nobody_owns_or_whose_owner_is_not_watched_yet_is_ignored() {
        probe.events = SocketPoll.POLLRDHUP;
        detector.lookAt(NUMBER, time);
        SocketRecord record = opened();
        detector.lookAt(NUMBER, time);

        assertThat(record.peerState()).isEqualTo(PeerState.OPEN);
        assertThat(watch.asked).isEmpty();
    }

    @Test
    void a_descriptor_that_cannot_be_asked_has_no_news() {
        SocketRecord record = watched();
        probe.events = SocketPoll.POLLRDHUP;
        probe.isBroken = true;

        detector.lookAt(NUMBER, time);

        assertThat(record.peerState()).isEqualTo(PeerState.OPEN);
    }

    @Test
    void the_peers_end_is_told_once_whatever_comes_after_its_fin() {
        SocketRecord record = peerClosed();
        long finAt = record.finAt();
        probe.events |= SocketPoll.POLLHUP | SocketPoll.POLLERR;
        time++;
        detector.lookAt(NUMBER, time);

        assertThat(record.peerState()).isEqualTo(PeerState.RESET);
        assertThat(record.finAt()).isEqualTo(finAt);
        assertThat(told).containsExactly("peer closed");
    }

    @Test
    void a_socket_whose_input_is_shut_is_asked_no_more_once_it_is_closed() throws InterruptedException {
        SocketRecord record = watched();
        Records.shutInput(record);
        detector.lookAt(NUMBER, time);
        Records.close(registry, record);
        turnLater();
        int asked = probe.statesAsked;

        turnLater();

        assertThat(probe.statesAsked).isEqualTo(asked);
    }

    @Test
    void the_stacks_of_a_suspect_are_interned_at_the_first_turn_and_every_twentieth_after_it()
            throws InterruptedException {
        SocketRecord record = peerClosed();
        Records.wrote(record, time);
        turnLater();
        assertThat(record.site(Moment.LAST_WRITTEN)).isNotNull();

        Records.read(record, time);
        for (int i = 0; i < 19; i++) {
            turnLater();
            assertThat(record.site(Moment.LAST_READ)).isNull();
        }
        turnLater();

        assertThat(record.site(Moment.LAST_READ)).isNotNull();
    }

    private SocketRecord opened() {
        return Records.opened(registry, owner, NUMBER);
    }

    private void turnLater() throws InterruptedException {
        time += 1_000_000_000;
        detector.turn();
    }

    @Test
    void after_a_failed_turn_every_socket_is_asked_again() {
        SocketRecord record = watched();
        probe.events = SocketPoll.POLLRDHUP;

        detector.failed(new IllegalStateException("no"));

        assertThat(record.peerState()).isEqualTo(PeerState.FIN);
        assertThat(told).containsExactly("java.lang.IllegalStateException: no", "peer closed");
    }

    @Test
    void a_watch_that_fails_fails_the_turn() {
        watch.isBroken = true;

        assertThatThrownBy(detector::turn).hasRootCauseMessage("no events");
    }

    @Test
    void stopping_ends_the_wait_and_the_loop_and_releases_the_watch() {
        List<Integer> endedWaits = new ArrayList<>();
        watch.duringAwait = () -> {
            detector.stop();
            endedWaits.add(watch.endedWaits);
        };

        detector.run();

        assertThat(endedWaits).as("one turn").containsExactly(1);
        assertThat(watch.isClosed).isTrue();
    }

    @Test
    void once_it_has_ended_its_watch_is_left_alone() {
        watch.duringAwait = detector::stop;
        detector.run();

        detector.stop();

        assertThat(watch.endedWaits).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"AUTO, epoll", "EPOLL, epoll", "POLL, poll"})
    void on_Linux_it_uses_epoll_unless_the_options_say_otherwise(DetectorMode mode, String name) throws IOException {
        Detector made = Detector.create(
                mode, new CoarseClock(), registry.table(), sites, new Told(), 0, new LeakAfter(LEAK_AFTER, List.of()));
        made.stop();
        made.run();

        assertThat(made.name()).isEqualTo(name);
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
}
