package io.closewait.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.config.Options;
import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeakRuleTest {
    private static final long LEAK_AFTER = 100;

    private final Object owner = new Object();
    private final Registry registry = Records.registry();
    private final SocketRecord record = Records.watched(registry, owner, 7);
    private final LeakRule rule = new LeakRule(new LeakAfter(LEAK_AFTER, List.of()));

    @Test
    void an_open_peer_is_no_leak_however_long_it_is() {
        assertThat(rule.isLeak(record, Long.MAX_VALUE / 2)).isFalse();
    }

    @Test
    void an_application_that_still_writes_its_answer_does_not_leak() {
        record.peerState(PeerState.FIN, 1000);
        Records.wrote(record, 1080);

        assertThat(rule.isLeak(record, 1080 + LEAK_AFTER - 1)).isFalse();
        assertThat(rule.isLeak(record, 1080 + LEAK_AFTER)).isTrue();
    }

    @Test
    void after_a_reset_writes_do_not_help() {
        record.peerState(PeerState.RESET, 1000);
        Records.wrote(record, 1080);

        assertThat(rule.isLeak(record, 1000 + LEAK_AFTER)).isTrue();
    }

    @Test
    void the_time_counts_from_the_fin_if_the_last_write_was_before_it() {
        Records.wrote(record, 900);
        record.peerState(PeerState.FIN, 1000);

        assertThat(rule.isLeak(record, 1000 + LEAK_AFTER - 1)).isFalse();
        assertThat(rule.isLeak(record, 1000 + LEAK_AFTER)).isTrue();
    }

    @Test
    void a_closed_channel_that_its_selector_holds_is_a_leak_whatever_its_peer_does() {
        Records.closedByApplication(record, 1000);

        assertThat(rule.isLeak(record, 1000 + LEAK_AFTER - 1)).isFalse();
        assertThat(rule.isLeak(record, 1000 + LEAK_AFTER)).isTrue();
    }

    @Test
    void a_changed_time_counts_from_the_next_question_on() {
        record.peerState(PeerState.FIN, 1000);
        rule.leakAfter(new LeakAfter(2 * LEAK_AFTER, List.of()));

        assertThat(rule.isLeak(record, 1000 + LEAK_AFTER)).isFalse();
        assertThat(rule.isLeak(record, 1000 + 2 * LEAK_AFTER)).isTrue();
    }

    /** The test's leak is from 127.0.0.1:40008 to 127.0.0.1:6379. */
    @Test
    void the_first_exception_that_picks_a_socket_counts() {
        SocketRecord leaked = Records.leaked(registry, owner, 8, new Sites(10, 10).intern(new StackTraceElement[0]));
        Options options = Options.of("leakAfterFor='port:1=1ms;peer:*:6379=1s;port:40008=2s'", Map.of(), null);
        LeakRule special = new LeakRule(new LeakAfter(LEAK_AFTER, options.get(Options.LEAK_AFTER_FOR)));

        assertThat(special.isLeak(leaked, leaked.finAt() + 999_999_999)).isFalse();
        assertThat(special.isLeak(leaked, leaked.finAt() + 1_000_000_000)).isTrue();
    }

    @Test
    void an_exception_may_name_the_code_that_opened_the_socket() {
        StackTraceElement[] stack = {new StackTraceElement("com.acme.Shop", "buy", "Shop.java", 1)};
        SocketRecord leaked = Records.leaked(registry, owner, 8, new Sites(10, 10).intern(stack));
        Options options = Options.of("leakAfterFor='frame:com.acme.*=1s'", Map.of(), null);
        LeakRule special = new LeakRule(new LeakAfter(LEAK_AFTER, options.get(Options.LEAK_AFTER_FOR)));

        assertThat(special.isLeak(leaked, leaked.finAt() + 999_999_999)).isFalse();
        assertThat(special.isLeak(leaked, leaked.finAt() + 1_000_000_000)).isTrue();
    }

    @Test
    void a_socket_that_no_exception_picks_leaks_after_the_time_for_all() {
        Options options = Options.of("leakAfterFor='port:1=1h;peer:10.*=1h;frame:com.acme.*=1h'", Map.of(), null);
        LeakRule special = new LeakRule(new LeakAfter(LEAK_AFTER, options.get(Options.LEAK_AFTER_FOR)));
        record.peerState(PeerState.FIN, 1000);

        assertThat(special.isLeak(record, 1000 + LEAK_AFTER)).isTrue();
    }

    // ---- what poll's events say ----

    private PeerState after(int events) {
        return LeakRule.stateAfter(record, events, false);
    }

    @Test
    void a_descriptor_that_is_gone_or_has_no_news_changes_nothing() {
        assertThat(after(0)).isEqualTo(PeerState.OPEN);
        assertThat(after(SocketPoll.POLLNVAL | SocketPoll.POLLRDHUP)).isEqualTo(PeerState.OPEN);
        assertThat(after(SocketPoll.POLLHUP)).isEqualTo(PeerState.OPEN);
    }

    @Test
    void the_peers_end_alone_is_its_fin() {
        assertThat(after(SocketPoll.POLLRDHUP)).isEqualTo(PeerState.FIN);
    }

    @Test
    void an_error_is_a_reset() {
        assertThat(after(SocketPoll.POLLRDHUP | SocketPoll.POLLHUP | SocketPoll.POLLERR))
                .isEqualTo(PeerState.RESET);
    }

    @Test
    void both_ends_are_an_orderly_end_only_after_our_own() {
        assertThat(after(SocketPoll.POLLRDHUP | SocketPoll.POLLHUP)).isEqualTo(PeerState.RESET);

        Records.shutOutput(record);

        assertThat(after(SocketPoll.POLLRDHUP | SocketPoll.POLLHUP)).isEqualTo(PeerState.BOTH_SHUT);
    }

    @Test
    void the_end_of_a_channel_that_was_closed_is_an_orderly_one() {
        Records.closedByApplication(record, 1000);

        assertThat(after(SocketPoll.POLLRDHUP | SocketPoll.POLLHUP)).isEqualTo(PeerState.BOTH_SHUT);
    }

    @Test
    void after_our_shutdown_of_the_input_the_peer_may_still_be_there() {
        Records.shutInput(record);

        assertThat(after(SocketPoll.POLLRDHUP)).isEqualTo(PeerState.OPEN);
    }

    @Test
    void after_our_shutdown_of_the_input_the_connections_state_tells_of_the_fin() {
        Records.shutInput(record);

        assertThat(LeakRule.stateAfter(record, SocketPoll.POLLRDHUP, true)).isEqualTo(PeerState.FIN);
    }
}
