package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.jdk.Transport;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import java.util.Collections;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The rules, on facts alone: no socket is opened. */
class JudgeTest {
    private final Sites sites = new Sites(100, 64);
    private final Frames frames = new Frames(Collections.emptyList(), Collections.emptyList());
    private final Judge judge = new Judge(frames);

    private final Site application = site("java.net.Socket.connect", "com.acme.Shop.buy", "com.acme.Main.main");
    private final Site pooled =
            site("java.net.Socket.connect", "redis.clients.jedis.JedisPool.getResource", "com.acme.Shop.price");

    private Site site(String... methods) {
        StackTraceElement[] stack = new StackTraceElement[methods.length];
        for (int i = 0; i < methods.length; i++) {
            int dot = methods[i].lastIndexOf('.');
            stack[i] =
                    new StackTraceElement(methods[i].substring(0, dot), methods[i].substring(dot + 1), "A.java", 1 + i);
        }
        return sites.intern(stack);
    }

    /** A leaked connection that was used before its peer left 10 s ago, and not since. */
    private Judgement judgement(Consumer<SocketFacts.Builder> change) {
        SocketFacts.Builder facts = new SocketFacts.Builder();
        facts.peerState = PeerState.FIN;
        facts.leaked = true;
        facts.transport = Transport.SOCKET;
        facts.openMillis = 60_000;
        facts.finMillis = 10_000;
        facts.lastReadMillis = 20_000;
        facts.lastWriteMillis = 20_000;
        facts.uses = 2;
        facts.openingSite = application;
        change.accept(facts);
        return judge.judge(facts.build());
    }

    private void assertVerdict(Verdict expected, Consumer<SocketFacts.Builder> change) {
        assertThat(judgement(change).verdict).isEqualTo(expected);
    }

    @Test
    void an_untouched_connection_of_the_application_was_never_closed() {
        Judgement judgement = judgement(facts -> {});
        assertThat(judgement.verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(frames.guilty(judgement.site)).hasToString("com.acme.Shop.buy(A.java:2)");
        assertThat(judgement.siteName).isEqualTo("opened");
    }

    @Test
    void a_connection_whose_opening_left_no_stack_is_named_by_its_first_use_and_says_so() {
        Judgement judgement = judgement(facts -> {
            facts.openingSite = null;
            facts.firstUseSite = application;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(judgement.siteName).isEqualTo("first used");
        assertThat(judgement.evidence)
                .contains(
                        "where it was opened is not known: more than 2000 connections a second were being opened, and as"
                                + " many stacks are taken");
    }

    @Test
    void without_any_stack_nothing_is_claimed() {
        assertVerdict(Verdict.UNDETERMINED, facts -> facts.openingSite = null);
    }

    @Test
    void unread_bytes_of_a_pooled_HTTP_client_mean_an_unread_response() {
        Judgement judgement = judgement(facts -> {
            facts.openingSite =
                    site("java.net.Socket.connect", "okhttp3.internal.RealCall.execute", "com.acme.Shop.price");
            facts.unread = 100;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(judgement.hint).contains("not read to its end");
    }

    @Test
    void unread_bytes_of_another_pooled_client_are_the_servers_farewell() {
        assertVerdict(Verdict.IDLE_IN_POOL, facts -> {
            facts.openingSite = pooled;
            facts.unread = 117;
        });
    }

    @Test
    void a_connection_that_a_pool_opened_and_nobody_touched_is_idle_in_that_pool() {
        Judgement judgement = judgement(facts -> facts.openingSite = pooled);
        assertThat(judgement.verdict).isEqualTo(Verdict.IDLE_IN_POOL);
        assertThat(judgement.hint).contains("timeBetweenEvictionRuns");
        assertThat(judgement.evidence).contains("opened by Jedis (commons-pool2)");
    }

    @Test
    void a_line_of_the_application_is_looked_for_in_the_other_stacks_of_the_socket() {
        Judgement judgement = judgement(facts -> {
            facts.openingSite = site("java.net.Socket.connect", "com.zaxxer.hikari.pool.HikariPool.createPoolEntry");
            facts.firstUseSite = application;
        });
        assertThat(frames.guilty(judgement.site)).hasToString("com.acme.Shop.buy(A.java:2)");
        assertThat(judgement.siteName).isEqualTo("first used");
    }

    @Test
    void where_all_stacks_of_an_accepted_socket_are_libraries_its_listener_names_the_application() {
        Judgement judgement = judgement(facts -> {
            facts.accepted = true;
            facts.localPort = 8080;
            facts.openingSite = site("sun.nio.ch.Net.accept", "io.netty.channel.nio.NioIoHandler.run");
            facts.listener(Collections.singletonMap(8080, application));
        });
        assertThat(frames.guilty(judgement.site)).hasToString("com.acme.Shop.buy(A.java:2)");
        assertThat(judgement.siteName).isEqualTo("listener opened");
    }

    @Test
    void a_connection_that_was_reused_after_pauses_is_idle_in_a_pool_that_nobody_knows() {
        assertVerdict(Verdict.IDLE_IN_POOL, facts -> facts.reuses = 3);
    }

    @Test
    void a_connection_that_was_never_used_is_not_idle_in_a_pool() {
        assertVerdict(Verdict.NEVER_CLOSED, facts -> {
            facts.openingSite = pooled;
            facts.uses = 0;
            facts.lastReadMillis = -1;
            facts.lastWriteMillis = -1;
        });
    }

    @Test
    void an_application_that_was_told_ignored_the_end_of_the_stream() {
        Site told = site("java.net.SocketInputStream.read", "com.acme.Desk.readOrder");
        Judgement judgement = judgement(facts -> {
            facts.endOfStreamMillis = 9_000;
            facts.lastReadMillis = 9_000;
            facts.endOfStreamSite = told;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.END_OF_STREAM_IGNORED);
        assertThat(frames.guilty(judgement.site)).hasToString("com.acme.Desk.readOrder(A.java:2)");
        assertThat(judgement.siteName).isEqualTo("read -1");
    }

    @Test
    void a_missing_stack_of_the_end_of_the_stream_is_said_to_be_missing() {
        assertThat(judgement(facts -> facts.endOfStreamMillis = 9_000).evidence)
                .anyMatch(fact -> fact.contains("from the next leak of this site on"));
    }

    @Test
    void an_unreachable_socket_is_abandoned_whatever_else_is_known() {
        assertVerdict(Verdict.ABANDONED, facts -> {
            facts.reachable = false;
            facts.endOfStreamMillis = 9_000;
            facts.openingSite = pooled;
        });
    }

    @Test
    void a_channel_that_the_application_closed_is_held() {
        assertVerdict(Verdict.CLOSED_BUT_HELD, facts -> {
            facts.closedByApplicationMillis = 5_000;
            facts.reachable = false;
        });
    }

    @Test
    void a_worker_that_is_still_inside_the_code_that_used_the_socket_is_stuck() {
        Site used = site("sun.nio.ch.SocketDispatcher.read", "com.acme.Stock.serve");
        Site now = site("com.acme.Stock.reserve", "com.acme.Stock.serve");
        Judgement judgement = judgement(facts -> {
            facts.accepted = true;
            facts.firstUseSite = used;
            facts.lastUserNow = new ThreadNow("worker", Thread.State.BLOCKED, now, "a lock", "auditor", null);
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.STUCK);
        assertThat(frames.guilty(judgement.site)).hasToString("com.acme.Stock.reserve(A.java:1)");
        assertThat(judgement.evidence).anyMatch(fact -> fact.contains("held by thread \"auditor\""));
    }

    @Test
    void a_worker_that_waits_for_work_is_not_stuck() {
        Site used = site("sun.nio.ch.SocketDispatcher.read", "com.acme.Stock.serve");
        Site idle = site(
                "jdk.internal.misc.Unsafe.park",
                "java.util.concurrent.ThreadPoolExecutor.getTask",
                "com.acme.Stock.serve");
        assertVerdict(Verdict.NEVER_CLOSED, facts -> {
            facts.accepted = true;
            facts.firstUseSite = used;
            facts.lastUserNow = new ThreadNow("worker", Thread.State.WAITING, idle, "", "", null);
        });
    }

    @Test
    void a_thread_that_sleeps_elsewhere_after_it_left_a_connection_open_is_not_stuck_with_it() {
        Site sleeping = site("java.lang.Thread.sleep", "com.acme.Main.hold", "com.acme.Main.main");
        assertVerdict(
                Verdict.NEVER_CLOSED,
                facts -> facts.lastUserNow = new ThreadNow("main", Thread.State.TIMED_WAITING, sleeping, "", "", null));
    }

    @Test
    void a_half_close_that_is_written_to_is_no_leak() {
        assertVerdict(Verdict.HALF_CLOSED_BUSY, facts -> {
            facts.leaked = false;
            facts.lastWriteMillis = 200;
        });
    }

    @Test
    void what_was_written_to_after_the_peer_left_and_is_quiet_since_is_undetermined() {
        Judgement judgement = judgement(facts -> facts.lastWriteMillis = 8_000);
        assertThat(judgement.verdict).isEqualTo(Verdict.UNDETERMINED);
        assertThat(judgement.evidence).anyMatch(fact -> fact.contains("after the peer left"));
        assertThat(judgement.hint).isEmpty();
    }

    @Test
    void a_socket_of_which_no_stack_is_known_is_undetermined() {
        assertVerdict(Verdict.UNDETERMINED, facts -> facts.openingSite = null);
    }
}
