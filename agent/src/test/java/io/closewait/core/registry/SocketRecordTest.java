package io.closewait.core.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.jdk.Transport;
import io.closewait.core.registry.SocketRecord.Birth;
import java.lang.ref.Reference;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SocketRecordTest {
    private static final long SECOND = 1_000_000_000L;

    private final CoarseClock clock = new CoarseClock();
    private final Sites sites = new Sites(100, 64);
    private final Object owner = new Object();

    private SocketRecord record(Birth birth) {
        return new SocketRecord(owner, 42, Transport.SOCKET, birth, new StackCapture(), clock.now());
    }

    @Test
    void a_request_a_while_after_the_last_answer_counts_as_a_reuse() {
        SocketRecord record = record(Birth.CONNECTING);
        long start = clock.now();

        record.written(start);
        record.read(start + 2 * SECOND);
        assertThat(record.reuses()).as("waiting for an answer is no re-use").isZero();
        record.written(start + 4 * SECOND);

        assertThat(record.uses()).isEqualTo(3);
        assertThat(record.exchanges()).isOne();
        assertThat(record.reuses()).isOne();
        assertThat(record.lastReadAt()).isEqualTo(start + 2 * SECOND);
        assertThat(record.lastWriteAt()).isEqualTo(start + 4 * SECOND);
    }

    @Test
    void the_last_user_is_the_thread_that_used_it_last() throws InterruptedException {
        SocketRecord record = record(Birth.CONNECTING);
        record.read(clock.now());
        Thread other = new Thread(() -> record.written(clock.now()), "the-other");
        other.start();
        other.join();

        assertThat(record.openedBy().name()).isEqualTo(Thread.currentThread().getName());
        assertThat(requireNonNull(record.lastUser()).name()).isEqualTo("the-other");
    }

    @Test
    void a_healthy_socket_leaves_no_stack_of_its_uses() {
        SocketRecord record = record(Birth.CONNECTING);

        record.read(clock.now());
        record.written(clock.now());
        record.endOfStream(clock.now(), false);

        assertThat(record.evidence()).isNull();
        assertThat(record.endOfStreamAt()).isNotZero();
    }

    @Test
    void what_happens_after_the_peer_left_leaves_its_stacks() {
        SocketRecord record = record(Birth.CONNECTING);
        record.peerState(PeerState.FIN, clock.advance());

        record.endOfStream(clock.now(), false);
        record.intern(sites);

        Evidence evidence = requireNonNull(record.evidence());
        assertThat(evidence.site(Moment.END_OF_STREAM)).isNotNull();
        assertThat(evidence.site(Moment.LAST_WRITTEN)).isNull();
    }

    @Test
    void the_time_of_the_peers_end_is_that_of_the_first_news() {
        SocketRecord record = record(Birth.CONNECTING);
        record.peerState(PeerState.FIN, 1000);
        record.peerState(PeerState.BOTH_SHUT, 2000);

        assertThat(record.finAt()).isEqualTo(1000);
        assertThat(record.peerState()).isEqualTo(PeerState.BOTH_SHUT);
    }

    @Test
    void an_interned_record_holds_frames_and_no_throwable() {
        SocketRecord record = record(Birth.CONNECTING);
        assertThat(record.openingSite()).isNull();

        record.intern(sites);

        assertThat(record.openingSite()).isNotNull();
        assertThat(record.openingStack()).isInstanceOf(Site.class);
    }

    @Test
    void it_does_not_keep_its_owner_and_knows_when_that_is_gone() {
        Object[] lastOwner = {new Object()};
        SocketRecord record =
                new SocketRecord(lastOwner[0], 42, Transport.CHANNEL, Birth.CONNECTING, Site.ofOthers(), clock.now());
        assertThat(record.isAbandoned()).isFalse();

        lastOwner[0] = owner;

        Awaitility.await().until(() -> {
            System.gc();
            return record.isAbandoned();
        });
        record.closed(clock.now());
        assertThat(record.wasClosedByCollector()).isTrue();
    }

    @Test
    void closed_while_its_owner_is_there_it_was_closed_by_the_application() {
        SocketRecord record = record(Birth.CONNECTING);
        record.markLeaked();

        record.closed(clock.now());
        Reference.reachabilityFence(owner);

        assertThat(record.isClosed()).isTrue();
        assertThat(record.wasClosedByCollector()).isFalse();
        record.intern(sites);
        assertThat(record.site(Moment.CLOSED)).as("where a leak ended").isNotNull();
    }

    @Test
    void one_without_a_known_owner_is_not_called_abandoned() {
        assertThat(new SocketRecord(null, 42, Transport.UNKNOWN, Birth.ADOPTED, null, clock.now()).isAbandoned())
                .isFalse();
    }

    @Test
    void the_first_write_after_a_read_leaves_its_stack_within_the_same_tick() {
        SocketRecord record = record(Birth.ACCEPTED);
        record.wantEvidence();
        long tick = clock.now();

        record.written(tick);
        record.read(tick);
        List.of(record).forEach(r -> r.written(tick)); // a frame that is not the agent's own
        record.intern(sites);

        assertThat(requireNonNull(record.site(Moment.LAST_WRITTEN)).frames())
                .anyMatch(frame -> frame.getMethodName().equals("forEach"));
    }
}
