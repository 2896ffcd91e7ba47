package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.jdk.Transport;
import io.closewait.core.library.Libraries;
import io.closewait.core.library.PoolState;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The rules, on facts alone: no socket is opened. */
class JudgeTest {
    private final Sites sites = new Sites(100, 64);
    private final Libraries libraries = Libraries.bundled();
    private final Frames frames = new Frames(new NamedOrigins(List.of(), List.of(), () -> libraries), () -> libraries);
    private final Judge judge = new Judge(frames);

    private final Site application = site("java.net.Socket.connect", "com.acme.Shop.buy", "com.acme.Main.main");
    private final Site pooled =
            site("java.net.Socket.connect", "redis.clients.jedis.JedisPool.getResource", "com.acme.Shop.price");
    private final Site ofHttpClient = site(
            "java.net.Socket.connect", "okhttp3.internal.connection.RealConnection.connect", "com.acme.Shop.price");

    private Site site(String... methods) {
        StackTraceElement[] stack = new StackTraceElement[methods.length];
        for (int i = 0; i < methods.length; i++) {
            int dot = methods[i].lastIndexOf('.');
            stack[i] =
                    new StackTraceElement(methods[i].substring(0, dot), methods[i].substring(dot + 1), "A.java", 1 + i);
        }
        return sites.intern(stack);
    }

    private static ThreadNow thread(String name, Thread.State state, Site site) {
        return new ThreadNow(name, state, site, "", "", null);
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
        facts.lastWriteMillis = 20_100;
        facts.uses = 2;
        facts.stack(Moment.OPENED, application);
        change.accept(facts);
        return judge.judge(facts.build());
    }

    /** The same for one that was accepted by a library, of whose stacks only that of its listener is the application's. */
    private Judgement accepted(Consumer<SocketFacts.Builder> change) {
        return judgement(facts -> {
            facts.accepted = true;
            facts.localPort = 8080;
            facts.stacks.clear();
            facts.stack(Moment.ACCEPTED, site("sun.nio.ch.Net.accept", "io.netty.channel.nio.NioEventLoop.run"));
            facts.stack(Moment.LISTENER_OPENED, application);
            change.accept(facts);
        });
    }

    private void assertVerdict(Verdict expected, Consumer<SocketFacts.Builder> change) {
        assertThat(judgement(change).verdict).isEqualTo(expected);
    }

    // ---- never closed, idle in a pool ----

    @Test
    void an_untouched_connection_of_the_application_was_never_closed() {
        Judgement judgement = judgement(facts -> {});
        assertThat(judgement.verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(judgement.lookAt).hasToString("com.acme.Shop.buy(A.java:2)");
        assertThat(judgement.moment).isEqualTo(Moment.OPENED);
    }

    @Test
    void a_connection_whose_opening_left_no_stack_is_named_by_its_first_use_and_says_so() {
        Judgement judgement = judgement(facts -> {
            facts.stacks.clear();
            facts.stack(Moment.FIRST_USED, application);
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(judgement.moment).isEqualTo(Moment.FIRST_USED);
        assertThat(judgement.evidence).anyMatch(fact -> fact.startsWith("its opening stack was not taken"));
    }

    @Test
    void without_any_stack_nothing_is_claimed() {
        assertVerdict(Verdict.UNDETERMINED, facts -> facts.stacks.clear());
    }

    @Test
    void unread_bytes_of_an_HTTP_client_are_an_unread_answer() {
        Judgement judgement = judgement(facts -> {
            facts.stack(Moment.OPENED, ofHttpClient);
            facts.unread = 20_000;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(judgement.evidence).contains("an answer was not read to its end", "20000 bytes unread");
    }

    @Test
    void few_bytes_that_nobody_asked_for_are_the_peers_farewell() {
        Judgement judgement = judgement(facts -> {
            facts.stack(Moment.OPENED, pooled);
            facts.unread = 117;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.IDLE_IN_POOL);
        assertThat(judgement.evidence).anyMatch(fact -> fact.contains("the peer's parting message"));
    }

    @Test
    void few_bytes_after_a_request_are_its_answer() {
        assertVerdict(Verdict.NEVER_CLOSED, facts -> {
            facts.stack(Moment.OPENED, pooled);
            facts.lastWriteMillis = 19_000;
            facts.unread = 117;
        });
    }

    @Test
    void a_connection_that_a_pool_opened_and_nobody_touched_is_idle_in_that_pool() {
        Judgement judgement = judgement(facts -> facts.stack(Moment.OPENED, pooled));
        assertThat(judgement.verdict).isEqualTo(Verdict.IDLE_IN_POOL);
        assertThat(judgement.lookAt).hasToString("com.acme.Shop.price(A.java:3)");
        assertThat(judgement.evidence).anyMatch(fact -> fact.startsWith("opened by the pool of Jedis"));
        assertThat(judgement.hint).contains("JedisPoolConfig");
        assertThat(judgement.isGuess).as("it may not have been given back").isTrue();
        assertThat(judgement(facts -> {
                            facts.stack(Moment.OPENED, pooled);
                            facts.reuses = 1;
                        })
                        .isGuess)
                .isFalse();
    }

    @Test
    void what_a_pool_has_lent_out_is_not_idle_in_it() {
        Judgement judgement = judgement(facts -> {
            facts.stack(Moment.OPENED, pooled);
            facts.poolState = PoolState.LENT;
            facts.reuses = 2;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(judgement.evidence).contains("its pool has lent it out, and has not got it back");
        assertThat(judgement.hint).contains("Jedis.close");
    }

    @Test
    void what_a_pool_has_as_idle_is_idle_in_it_for_certain() {
        Judgement judgement = judgement(facts -> {
            facts.stack(Moment.OPENED, pooled);
            facts.poolState = PoolState.IDLE;
            facts.siblingMillis = 12_000;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.IDLE_IN_POOL);
        assertThat(judgement.isGuess).isFalse();
        assertThat(judgement.evidence).contains("the pool of Jedis has it as idle");
    }

    @Test
    void an_idle_connection_in_a_pool_of_its_own_is_of_a_client_that_was_not_closed() {
        Judgement judgement = judgement(facts -> {
            facts.stack(Moment.OPENED, pooled);
            facts.poolState = PoolState.IDLE;
            facts.isPoolOfOne = true;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(judgement.isGuess)
                .as("they may be clients for several purposes")
                .isTrue();
    }

    @Test
    void what_to_do_is_said_by_the_library_that_gave_an_event_loop_the_work() {
        Judgement judgement = judgement(facts -> {
            facts.interest = 0;
            facts.stack(
                    Moment.OPENED,
                    site(
                            "java.net.Socket.connect",
                            "io.netty.bootstrap.Bootstrap.connect",
                            "io.vertx.core.net.impl.NetClientImpl.connect",
                            "io.netty.channel.nio.NioEventLoop.run",
                            "java.lang.Thread.run"));
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.READING_PAUSED);
        assertThat(judgement.hint).contains("ReadStream.resume");
    }

    @Test
    void what_to_do_is_said_by_the_library_that_holds_the_handler() {
        Judgement judgement = accepted(facts -> {
            facts.interest = 0;
            facts.stack(Moment.FIRST_USED, site("io.netty.channel.nio.NioEventLoop.run"));
            facts.handler = new StackTraceElement("com.acme.Intake", "connected", "Intake.java", 17);
            facts.handlerHeldBy = "io.vertx.core.net.impl.NetSocketImpl";
        });
        assertThat(judgement.hint).contains("ReadStream.resume");
    }

    @Test
    void what_a_library_asks_of_its_clients_is_not_said_of_an_accepted_connection() {
        Site read = site("org.apache.activemq.transport.tcp.TcpTransport.readCommand");

        assertThat(judgement(facts -> facts.stack(Moment.FIRST_USED, read)).hint)
                .contains("ActiveMQConnection.close");
        assertThat(accepted(facts -> facts.stack(Moment.FIRST_USED, read)).hint).doesNotContain("ActiveMQ");
    }

    @Test
    void what_a_server_asks_of_its_handlers_is_not_said_of_a_connection_that_a_handler_opened() {
        Judgement judgement = judgement(facts -> facts.stack(
                Moment.OPENED,
                site("java.net.Socket.connect", "com.acme.Shop.price", "org.eclipse.jetty.server.Server.handle")));

        assertThat(judgement.hint).doesNotContain("AbstractConnector");
    }

    @Test
    void what_a_server_asks_of_its_callers_is_not_said_to_the_user_of_a_library_between_them() {
        Consumer<SocketFacts.Builder> paused = facts -> {
            facts.interest = 0;
            facts.stack(Moment.FIRST_USED, site("io.netty.channel.nio.NioEventLoop.run"));
            facts.handler = new StackTraceElement("com.acme.Cranes", "handle", "Cranes.java", 17);
        };

        assertThat(accepted(paused.andThen(
                                facts -> facts.handlerHeldBy = "io.netty.channel.DefaultChannelHandlerContext"))
                        .hint)
                .contains("setAutoRead");
        Frames withRatpack =
                new Frames(new NamedOrigins(List.of(), List.of("ratpack."), () -> libraries), () -> libraries);
        SocketFacts.Builder facts = new SocketFacts.Builder();
        facts.accepted = true;
        facts.peerState = PeerState.FIN;
        paused.andThen(more -> more.handlerHeldBy = "ratpack.handling.internal.ChainHandler")
                .accept(facts);
        assertThat(new Judge(withRatpack).judge(facts.build()).hint)
                .isEqualTo("Resume reading, or close the connection if it is not to be read any more.");
    }

    @Test
    void a_pool_that_closes_idle_connections_sooner_does_not_have_this_one() {
        assertVerdict(Verdict.NEVER_CLOSED, facts -> {
            facts.stack(
                    Moment.OPENED,
                    site(
                            "java.net.Socket.connect",
                            "sun.net.www.http.HttpClient.openServer",
                            "sun.net.www.protocol.http.HttpURLConnection.getInputStream",
                            "com.acme.Shop.price"));
            facts.openMillis = 60_000;
        });
    }

    @Test
    void a_connection_beside_which_another_one_was_opened_while_it_lay_unused_was_not_given_back() {
        Judgement judgement = judgement(facts -> {
            facts.stack(Moment.OPENED, pooled);
            facts.reuses = 2;
            facts.siblingMillis = 12_000;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(judgement.evidence).anyMatch(fact -> fact.contains("it was not returned"));
    }

    @Test
    void a_connection_that_was_reused_after_pauses_is_idle_in_a_pool_that_nobody_knows() {
        assertVerdict(Verdict.IDLE_IN_POOL, facts -> facts.reuses = 3);
    }

    @Test
    void a_connection_that_was_never_used_is_not_idle_in_a_pool() {
        assertVerdict(Verdict.NEVER_CLOSED, facts -> {
            facts.stack(Moment.OPENED, pooled);
            facts.uses = 0;
            facts.lastReadMillis = -1;
            facts.lastWriteMillis = -1;
        });
    }

    @Test
    void what_was_written_to_after_the_peer_left_and_is_quiet_since_was_never_closed() {
        Judgement judgement = judgement(facts -> facts.lastWriteMillis = 8_000);
        assertThat(judgement.verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(judgement.evidence).contains("written to 8 s ago, after the peer left, and not closed");
    }

    @Test
    void a_reader_that_was_there_just_now_may_go_on() {
        assertVerdict(Verdict.UNDETERMINED, facts -> facts.lastReadMillis = 1_000);
    }

    // ---- the line to look at ----

    @Test
    void a_line_of_the_application_is_sought_in_the_other_stacks_of_the_socket() {
        Judgement judgement = judgement(facts -> {
            facts.stack(
                    Moment.OPENED, site("java.net.Socket.connect", "com.zaxxer.hikari.pool.PoolBase.newConnection"));
            facts.stack(Moment.FIRST_USED, application);
        });
        assertThat(judgement.lookAt).hasToString("com.acme.Shop.buy(A.java:2)");
        assertThat(judgement.moment).isEqualTo(Moment.FIRST_USED);
        assertThat(judgement.lookAtNote).isEmpty();
    }

    @Test
    void generated_code_is_never_the_line_to_look_at() {
        Judgement judgement = judgement(facts -> facts.stack(
                Moment.OPENED,
                site(
                        "java.net.Socket.connect",
                        "com.acme.Shop$$EnhancerBySpringCGLIB$$1.buy",
                        "jdk.proxy2.$Proxy7.buy",
                        "com.acme.Main.go")));
        assertThat(judgement.lookAt).hasToString("com.acme.Main.go(A.java:4)");
    }

    @Test
    void without_a_frame_of_the_application_it_is_the_librarys_entry_and_says_so() {
        Judgement judgement = judgement(facts -> facts.stack(
                Moment.OPENED,
                site(
                        "java.net.Socket.connect",
                        "redis.clients.jedis.Connection.connect",
                        "redis.clients.jedis.JedisPubSub.proceed",
                        "redis.clients.jedis.Worker.run",
                        "java.lang.Thread.run")));
        assertThat(judgement.lookAt).hasToString("redis.clients.jedis.JedisPubSub.proceed(A.java:3)");
        assertThat(judgement.lookAtNote).isEqualTo("no frame of the application is known");
    }

    @Test
    void the_handler_that_answered_is_the_line_of_an_accepted_socket() {
        Judgement judgement = accepted(facts -> {
            facts.stack(Moment.FIRST_USED, site("sun.nio.ch.IOUtil.read", "com.acme.Server.acceptLoop"));
            facts.stack(Moment.FIRST_WRITTEN, site("sun.nio.ch.IOUtil.write", "com.acme.Orders.answer"));
        });
        assertThat(judgement.lookAt).hasToString("com.acme.Orders.answer(A.java:2)");
    }

    @Test
    void a_handler_that_was_found_on_the_connection_comes_before_the_line_of_its_listener() {
        StackTraceElement handler = new StackTraceElement("com.acme.Orders", "channelRead", "Orders.java", -1);
        Judgement judgement = accepted(facts -> facts.handler = handler);
        assertThat(judgement.lookAt).isEqualTo(handler);
        assertThat(judgement.lookAtNote).contains("the application's object on this connection");
    }

    @Test
    void where_all_stacks_of_an_accepted_socket_are_the_JDKs_its_listener_names_the_application() {
        Judgement judgement = accepted(facts -> facts.stack(Moment.ACCEPTED, site("sun.nio.ch.Net.accept")));
        assertThat(judgement.lookAt).hasToString("com.acme.Shop.buy(A.java:2)");
        assertThat(judgement.moment).isEqualTo(Moment.LISTENER_OPENED);
        assertThat(judgement.lookAtNote).isEqualTo("only the line that opened its listener is known");
    }

    // ---- told, abandoned, held ----

    @Test
    void an_application_that_read_the_end_of_the_stream_ignored_it() {
        Judgement judgement = judgement(facts -> {
            facts.endOfStreamMillis = 9_000;
            facts.lastReadMillis = 9_000;
            facts.stack(Moment.END_OF_STREAM, site("java.net.SocketInputStream.read", "com.acme.Desk.readOrder"));
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.END_OF_STREAM_IGNORED);
        assertThat(judgement.lookAt).hasToString("com.acme.Desk.readOrder(A.java:2)");
        assertThat(judgement.moment).isEqualTo(Moment.END_OF_STREAM);
    }

    @Test
    void whoever_did_not_read_the_end_himself_is_not_told_to_close_where_it_was_read() {
        Consumer<SocketFacts.Builder> readByLibrary = facts -> {
            facts.endOfStreamMillis = 9_000;
            facts.stack(
                    Moment.END_OF_STREAM,
                    site("java.net.SocketInputStream.read", "org.apache.log4j.net.Reader.read", "com.acme.Desk.ask"));
        };

        assertThat(judgement(readByLibrary).hint).contains("close what it has given you");
        assertThat(accepted(readByLibrary.andThen(facts -> facts.stacks.remove(Moment.ACCEPTED))).hint)
                .contains("complete what it has begun");
    }

    @Test
    void a_missing_stack_of_the_end_of_the_stream_is_said_to_be_missing() {
        assertThat(judgement(facts -> facts.endOfStreamMillis = 9_000).evidence)
                .anyMatch(fact -> fact.contains("the stack of that read was not taken"));
    }

    @Test
    void an_unreachable_socket_is_abandoned_whatever_else_is_known() {
        assertVerdict(Verdict.ABANDONED, facts -> {
            facts.reachable = false;
            facts.endOfStreamMillis = 9_000;
            facts.stack(Moment.OPENED, pooled);
        });
    }

    @Test
    void a_channel_that_the_application_closed_is_held_and_the_selectors_thread_is_named() {
        Judgement judgement = judgement(facts -> {
            facts.closedByApplicationMillis = 5_000;
            facts.reachable = false;
            facts.loop = new SelectorLoop(
                    thread("loop", Thread.State.WAITING, site("java.lang.Object.wait", "com.acme.Loop.onData")), 6_000);
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.CLOSED_BUT_HELD);
        assertThat(judgement.evidence).anyMatch(fact -> fact.contains("has not run for 6 s: thread \"loop\""));
    }

    @Test
    void where_a_library_closed_the_channel_the_code_that_its_selectors_thread_is_in_is_the_line() {
        Site now = site("java.lang.Object.wait", "com.acme.Roster.onClose", "org.java_websocket.WebSocketImpl.close");
        Judgement judgement = accepted(facts -> {
            facts.closedByApplicationMillis = 5_000;
            facts.stack(Moment.CLOSED, site("org.java_websocket.WebSocketImpl.close"));
            facts.stack(Moment.NOW, now);
            facts.loop = new SelectorLoop(thread("loop", Thread.State.WAITING, now), 6_000);
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.CLOSED_BUT_HELD);
        assertThat(judgement.lookAt).hasToString("com.acme.Roster.onClose(A.java:2)");
    }

    // ---- stuck, starved ----

    @Test
    void a_worker_that_is_still_inside_the_code_that_used_the_socket_is_stuck() {
        Site used = site("sun.nio.ch.SocketDispatcher.read", "com.acme.Stock.read", "com.acme.Stock.serve");
        Site now = site("com.acme.Stock.reserve", "com.acme.Stock.serve");
        Site owner = site("java.lang.Thread.sleep", "com.acme.Audit.count");
        Judgement judgement = accepted(facts -> {
            facts.stack(Moment.FIRST_USED, used);
            facts.stack(Moment.NOW, now);
            facts.lastUserNow = new ThreadNow("worker", Thread.State.BLOCKED, now, "a lock", "auditor", owner);
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement.lookAt).hasToString("com.acme.Stock.reserve(A.java:1)");
        assertThat(judgement.evidence)
                .contains("thread \"worker\" is BLOCKED, waiting for a lock, held by thread \"auditor\", which is at"
                        + " com.acme.Audit.count(A.java:2)");
    }

    @Test
    void a_worker_with_only_its_executor_in_common_has_left_the_socket() {
        Site used = site(
                "sun.nio.ch.SocketDispatcher.read",
                "com.acme.Stock.serve",
                "java.util.concurrent.ThreadPoolExecutor.runWorker",
                "java.lang.Thread.run");
        Site now =
                site("com.acme.Mail.send", "java.util.concurrent.ThreadPoolExecutor.runWorker", "java.lang.Thread.run");
        assertThat(accepted(facts -> {
                            facts.stack(Moment.FIRST_USED, used);
                            facts.lastUserNow = thread("worker", Thread.State.WAITING, now);
                        })
                        .verdict)
                .isEqualTo(Verdict.NEVER_CLOSED);
    }

    @Test
    void a_worker_that_has_used_another_socket_since_has_left_this_one() {
        Site used = site("sun.nio.ch.SocketDispatcher.read", "com.acme.Stock.serve");
        assertThat(accepted(facts -> {
                            facts.stack(Moment.FIRST_USED, used);
                            facts.isLastUsersLatest = false;
                            facts.lastUserNow = thread("worker", Thread.State.WAITING, used);
                        })
                        .verdict)
                .isEqualTo(Verdict.NEVER_CLOSED);
    }

    @Test
    void the_worker_that_a_request_was_handed_to_is_stuck_though_it_never_touched_the_socket() {
        Site now = site("java.util.concurrent.Semaphore.acquire", "com.acme.Crane.lift", "com.acme.Crane.handle");
        Judgement judgement = accepted(facts -> {
            facts.interest = 0;
            facts.lastWriteMillis = -1;
            facts.stack(Moment.NOW, now);
            facts.handedTo = thread("task-1", Thread.State.WAITING, now);
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement.isGuess).isTrue();
        assertThat(judgement.lookAt).hasToString("com.acme.Crane.lift(A.java:2)");
    }

    @Test
    void a_worker_that_waits_for_work_is_not_stuck() {
        Site used = site("sun.nio.ch.SocketDispatcher.read", "com.acme.Stock.serve");
        Site idle = site(
                "jdk.internal.misc.Unsafe.park",
                "java.util.concurrent.LinkedBlockingQueue.take",
                "com.acme.Stock.serve",
                "java.lang.Thread.run");
        assertThat(accepted(facts -> {
                            facts.stack(Moment.FIRST_USED, used);
                            facts.lastUserNow = thread("worker", Thread.State.WAITING, idle);
                        })
                        .verdict)
                .isEqualTo(Verdict.NEVER_CLOSED);
    }

    @Test
    void a_selectors_thread_that_has_not_come_back_since_the_FIN_is_stuck_with_all_of_its_sockets() {
        Site now = site("java.lang.Object.wait", "com.acme.Loop.onMessage", "com.acme.Loop.run");
        Judgement judgement = judgement(facts -> {
            facts.uses = 0;
            facts.loop = new SelectorLoop(thread("loop", Thread.State.WAITING, now), 11_000);
            facts.stack(Moment.NOW, now);
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement.lookAt).hasToString("com.acme.Loop.onMessage(A.java:2)");
    }

    @Test
    void a_selectors_thread_that_came_back_after_the_FIN_is_not_stuck_with_it() {
        Site now = site("java.lang.Object.wait", "com.acme.Loop.onMessage", "com.acme.Loop.run");
        assertVerdict(
                Verdict.NEVER_CLOSED,
                facts -> facts.loop = new SelectorLoop(thread("loop", Thread.State.WAITING, now), 4_000));
    }

    @Test
    void a_thread_that_sleeps_elsewhere_after_it_left_a_connection_open_is_not_stuck_with_it() {
        Site sleeping = site("java.lang.Thread.sleep", "com.acme.Main.hold", "com.acme.Main.main");
        assertVerdict(
                Verdict.NEVER_CLOSED,
                facts -> facts.lastUserNow = thread("main", Thread.State.TIMED_WAITING, sleeping));
    }

    @Test
    void what_nobody_has_read_while_the_workers_of_its_listener_are_busy_is_starved() {
        Site now = site("java.lang.Object.wait", "com.acme.Stock.reserve", "com.acme.Stock.serve");
        Judgement judgement = accepted(facts -> {
            facts.uses = 0;
            facts.lastReadMillis = -1;
            facts.lastWriteMillis = -1;
            facts.busyWorker = thread("worker", Thread.State.WAITING, now);
            facts.busyWorkers = 2;
            facts.stack(Moment.NOW, now);
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.STARVED);
        assertThat(judgement.lookAt).hasToString("com.acme.Stock.reserve(A.java:2)");
        assertThat(judgement.evidence)
                .contains("2 threads serve other connections of its listener, and have not come back");
    }

    @Test
    void a_held_up_client_is_stuck_with_the_connection_that_it_opened_for_its_work_but_not_with_an_idle_one() {
        Site opened = site("java.net.Socket.connect", "com.acme.Feed.open", "com.acme.Feed.poll");
        Site now = site("com.acme.Feed.merge", "com.acme.Feed.poll");
        Consumer<SocketFacts.Builder> heldUp = facts -> {
            facts.stack(Moment.OPENED, opened);
            facts.stack(Moment.NOW, now);
            facts.isOnlyOneOfThread = true;
            facts.lastUserNow = new ThreadNow("poller", Thread.State.BLOCKED, now, "a lock", "auditor", now);
        };
        assertThat(judgement(heldUp).verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement(heldUp.andThen(facts -> facts.isOnlyOneOfThread = false)).verdict)
                .isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(judgement(heldUp.andThen(facts -> facts.poolState = PoolState.IDLE)).verdict)
                .isEqualTo(Verdict.IDLE_IN_POOL);
    }

    /** Of a client's own thread for a connection: it has read, and waits at this place now. */
    private Judgement readerAt(Site now, Consumer<SocketFacts.Builder> change) {
        return judgement(facts -> {
            facts.stacks.clear();
            facts.stack(Moment.OPENED, site("java.net.Socket.connect", "io.netty.example.Feed.connect"));
            facts.stack(
                    Moment.FIRST_USED, site("java.net.SocketOutputStream.socketWrite", "io.netty.example.Sender.send"));
            facts.stack(Moment.NOW, now);
            facts.isLastUsersOwn = true;
            facts.lastUserNow = thread("reader", Thread.State.WAITING, now);
            change.accept(facts);
        });
    }

    @Test
    void a_clients_reading_thread_that_is_in_a_callback_is_stuck() {
        Site callback = site("java.lang.Object.wait", "com.acme.Feed.quote", "io.netty.example.Reader.read");

        Judgement judgement = readerAt(callback, facts -> {});
        assertThat(judgement.verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement.isGuess).isFalse();
        assertThat(judgement.lookAt).hasToString("com.acme.Feed.quote(A.java:2)");
        assertThat(judgement.evidence).contains("this thread reads the connection, and waits elsewhere");

        assertThat(readerAt(callback, facts -> facts.isLastUsersOwn = false).verdict)
                .isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(readerAt(callback, facts -> facts.lastReadMillis = 20_200).verdict)
                .isEqualTo(Verdict.NEVER_CLOSED);
    }

    @Test
    void a_clients_reading_thread_that_waits_elsewhere_is_stuck_if_it_has_left_unread_what_came() {
        Site elsewhere = site("java.lang.Object.wait", "io.netty.example.Reader.read");

        assertThat(readerAt(elsewhere, facts -> {}).verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(readerAt(elsewhere, facts -> facts.unread = 4000).isGuess).isFalse();
        Judgement few = readerAt(elsewhere, facts -> facts.unread = 100);
        assertThat(few.verdict).isEqualTo(Verdict.STUCK);
        assertThat(few.isGuess).isTrue();
        assertThat(few.evidence).contains("100 bytes unread");
    }

    @Test
    void another_thread_that_was_made_for_the_connection_and_waits_in_a_callback_is_stuck() {
        Site callback = site("java.lang.Object.wait", "com.acme.Bot.approve", "io.netty.example.Reader.read");

        Judgement judgement = judgement(facts -> {
            facts.stack(Moment.NOW, callback);
            facts.ownThread = thread("reader", Thread.State.WAITING, callback);
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement.isGuess).isTrue();
        assertThat(judgement.lookAt).hasToString("com.acme.Bot.approve(A.java:2)");
    }

    @Test
    void the_hint_is_for_what_the_thread_does() {
        assertThat(hint(Thread.State.TIMED_WAITING, "java.lang.Thread.sleep")).startsWith("This thread sleeps");
        assertThat(hint(Thread.State.RUNNABLE, "java.util.regex.Matcher.match"))
                .startsWith("This thread runs and waits for nothing");
        assertThat(hint(Thread.State.RUNNABLE, "sun.nio.ch.NioSocketImpl.implRead"))
                .contains("read timeout");
        assertThat(hint(Thread.State.RUNNABLE, "sun.nio.ch.NioSocketImpl.implWrite"))
                .contains("a blocking write has no timeout");
        assertThat(hint(Thread.State.WAITING, "java.lang.Object.wait")).contains("put a timeout on what it waits for");
    }

    private String hint(Thread.State state, String method) {
        Site now = site(method, "com.acme.Shop.sell", "com.acme.Main.main");
        return accepted(facts -> {
                    facts.stack(Moment.FIRST_USED, site("java.net.Socket.read", "com.acme.Shop.sell"));
                    facts.stack(Moment.NOW, now);
                    facts.lastUserNow = thread("worker", state, now);
                })
                .hint;
    }

    @Test
    void a_clients_thread_that_sleeps_until_its_next_request_is_not_stuck() {
        Site sleeping = site("java.lang.Thread.sleep", "com.acme.Feed.poll");

        assertThat(readerAt(sleeping, facts -> facts.unread = 4000).verdict).isEqualTo(Verdict.NEVER_CLOSED);
    }

    @Test
    void a_librarys_thread_in_a_callback_is_stuck_with_what_its_pool_has_lent_out_and_not_with_what_is_idle() {
        Site callback = site("java.lang.Object.wait", "com.acme.Feed.quote", "okhttp3.RealCall$AsyncCall.run");
        Consumer<SocketFacts.Builder> lent = facts -> {
            facts.stacks.clear();
            facts.stack(
                    Moment.OPENED,
                    site("java.net.Socket.connect", "okhttp3.ConnectionPool.get", "okhttp3.RealCall$AsyncCall.run"));
            facts.stack(Moment.NOW, callback);
            facts.poolState = PoolState.LENT;
            facts.lastUserNow = thread("dispatcher", Thread.State.WAITING, callback);
        };
        Judgement judgement = judgement(lent);
        assertThat(judgement.verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement.isGuess).isTrue();
        assertThat(judgement(lent.andThen(facts -> facts.poolState = PoolState.IDLE)).verdict)
                .isEqualTo(Verdict.IDLE_IN_POOL);
        assertThat(judgement(lent.andThen(facts -> facts.stack(Moment.FIRST_USED, application))).verdict)
                .isEqualTo(Verdict.NEVER_CLOSED);
    }

    @Test
    void what_users_of_a_server_can_do_is_no_advice_for_a_client_built_on_the_same_classes() {
        Judgement judgement = judgement(facts -> {
            facts.stacks.clear();
            facts.stack(
                    Moment.OPENED,
                    site(
                            "sun.nio.ch.Net.connect",
                            "org.eclipse.jetty.io.ManagedSelector.connect",
                            "com.acme.Shop.ask"));
            facts.interest = 0;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.READING_PAUSED);
        assertThat(judgement.hint).startsWith("Resume reading");
    }

    @Test
    void a_worker_that_waits_for_another_connection_needs_a_read_timeout_there() {
        Site used = site("sun.nio.ch.SocketDispatcher.read", "com.acme.Stock.read", "com.acme.Stock.serve");
        Site now = site("sun.nio.ch.NioSocketImpl.implRead", "com.acme.Rates.fetch", "com.acme.Stock.serve");
        Judgement judgement = accepted(facts -> {
            facts.stack(Moment.FIRST_USED, used);
            facts.stack(Moment.NOW, now);
            facts.lastUserNow = thread("worker", Thread.State.RUNNABLE, now);
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement.lookAt).hasToString("com.acme.Rates.fetch(A.java:2)");
        assertThat(judgement.hint)
                .isEqualTo("This thread waits for data on another connection: give that one a read timeout.");
    }

    @Test
    void what_an_event_loop_has_not_read_that_does_not_come_back_is_stuck_with_it() {
        Site now = site("java.lang.Object.wait", "com.acme.Stock.store", "io.netty.channel.epoll.EpollEventLoop.run");
        Judgement judgement = accepted(facts -> {
            facts.uses = 0;
            facts.lastReadMillis = -1;
            facts.lastWriteMillis = -1;
            facts.busyWorker = thread("loop", Thread.State.WAITING, now);
            facts.busyWorkers = 1;
            facts.stack(Moment.NOW, now);
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement.lookAt).hasToString("com.acme.Stock.store(A.java:2)");
    }

    // ---- reading paused, request never completed ----

    @Test
    void a_WebSocket_that_is_not_to_be_read_is_no_request() {
        Site read = site("sun.nio.ch.SocketChannelImpl.read", "org.eclipse.jetty.server.HttpConnection.fill");
        String webSocket = "org.eclipse.jetty.websocket.core.WebSocketConnection";
        Consumer<SocketFacts.Builder> paused = facts -> {
            facts.interest = 0;
            facts.stack(Moment.FIRST_USED, read);
        };
        assertThat(accepted(paused).verdict).isEqualTo(Verdict.REQUEST_NEVER_COMPLETED);

        Judgement judgement = accepted(paused.andThen(facts -> facts.upgradedTo = webSocket));
        assertThat(judgement.verdict).isEqualTo(Verdict.READING_PAUSED);
        assertThat(judgement.hint).contains("Session.demand");
    }

    @Test
    void a_channel_without_OP_READ_has_its_reading_paused() {
        Judgement judgement = judgement(facts -> {
            facts.interest = 0;
            facts.unread = 48_034;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.READING_PAUSED);
        assertThat(judgement.evidence).anyMatch(fact -> fact.contains("without OP_READ"));
    }

    @Test
    void an_answer_of_which_a_client_reads_only_what_is_taken_was_not_read_to_its_end() {
        Judgement judgement = judgement(facts -> {
            facts.interest = 0;
            facts.isReadOnDemand = true;
            facts.isBodyStreamed = true;
            facts.unread = 10_000;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(judgement.evidence).contains("an answer was not read to its end");
    }

    @Test
    void so_was_an_answer_whose_rest_such_a_client_has_taken_from_the_kernel_and_holds_back() {
        Judgement judgement = judgement(facts -> {
            facts.interest = 0;
            facts.isReadOnDemand = true;
            facts.isBodyStreamed = true;
            facts.unread = 0;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.NEVER_CLOSED);
        assertThat(judgement.evidence).contains("an answer was not read to its end");
    }

    @Test
    void bytes_that_an_event_loop_passes_over_are_not_to_be_read() {
        Site waiting = site("io.netty.channel.epoll.Native.epollWait", "io.netty.channel.epoll.EpollEventLoop.run");
        assertVerdict(Verdict.READING_PAUSED, facts -> {
            facts.unread = 48_034;
            facts.lastUserNow = thread("epoll-1", Thread.State.RUNNABLE, waiting);
        });
    }

    @Test
    void a_request_that_a_server_has_read_and_no_thread_works_on_was_never_completed() {
        Judgement judgement = accepted(facts -> {
            facts.attachment = "sun.net.httpserver.HttpConnection";
            facts.lastWriteMillis = -1;
        });
        assertThat(judgement.verdict).isEqualTo(Verdict.REQUEST_NEVER_COMPLETED);
        assertThat(judgement.evidence).contains("no response was written");
    }

    @Test
    void a_library_that_nothing_is_known_of_and_that_reads_its_HTTP_requests_itself_is_a_server_for_requests() {
        String parser = "org.glassfish.http.Parser.parse";
        Judgement ofLibrary = accepted(facts -> facts.stack(
                Moment.FIRST_USED, site("sun.nio.ch.SocketChannelImpl.read", "org.glassfish.wire.Bytes.fill", parser)));
        Judgement ofApplication = accepted(facts -> facts.stack(
                Moment.FIRST_USED, site("sun.nio.ch.SocketChannelImpl.read", parser, "com.acme.Server.serve")));

        assertThat(ofLibrary.verdict).isEqualTo(Verdict.REQUEST_NEVER_COMPLETED);
        assertThat(ofLibrary.evidence).contains("the server read the request 20 s ago, and no thread is working on it");
        assertThat(ofApplication.verdict).isEqualTo(Verdict.NEVER_CLOSED);
    }

    // ---- no leak ----

    @Test
    void a_half_close_that_is_written_to_is_no_leak() {
        assertVerdict(Verdict.HALF_CLOSED_BUSY, facts -> {
            facts.leaked = false;
            facts.lastWriteMillis = 200;
        });
    }
}
