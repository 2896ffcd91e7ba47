package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StillAtItTest {
    private final Libraries libraries = Libraries.bundled();
    private final StillAtIt stillAtIt =
            new StillAtIt(new Frames(new NamedOrigins(List.of(), List.of(), () -> libraries), () -> libraries));
    private final Sites sites = new Sites(100, 64);
    private final Map<Moment, Site> uses = new EnumMap<>(Moment.class);

    private Site site(String... methods) {
        return sites.intern(Stream.of(methods)
                .map(method -> new StackTraceElement(
                        method.substring(0, method.lastIndexOf('.')),
                        method.substring(method.lastIndexOf('.') + 1),
                        "A.java",
                        1))
                .toArray(StackTraceElement[]::new));
    }

    private boolean isWhile(String... now) {
        return stillAtIt.is(uses::get, thread(now));
    }

    private ThreadNow thread(String... now) {
        return new ThreadNow("t", Thread.State.RUNNABLE, site(now), "", "", null);
    }

    @Test
    void a_thread_in_the_method_that_used_the_socket_is_still_at_it() {
        uses.put(Moment.LAST_READ, site("java.net.Socket.read", "com.acme.Shop.buy", "com.acme.Worker.run"));

        assertThat(isWhile("java.lang.Thread.sleep", "com.acme.Shop.wait", "com.acme.Shop.buy"))
                .isTrue();
    }

    @Test
    void what_all_tasks_of_a_thread_share_says_nothing() {
        uses.put(
                Moment.LAST_READ,
                site("com.acme.Shop.buy", "io.netty.channel.nio.NioEventLoop.run", "java.lang.Thread.run"));

        assertThat(isWhile("com.acme.Other.sell", "io.netty.channel.nio.NioEventLoop.run", "java.lang.Thread.run"))
                .isFalse();
    }

    @Test
    void a_thread_has_gone_on_if_it_serves_in_the_call_that_has_read() {
        StackTraceElement run = new StackTraceElement("java.lang.Thread", "run", "A.java", 1);
        StackTraceElement reading =
                new StackTraceElement("org.apache.activemq.transport.tcp.TcpTransport", "doRun", "A.java", 99);
        StackTraceElement serving =
                new StackTraceElement("org.apache.activemq.transport.tcp.TcpTransport", "doRun", "A.java", 180);
        StackTraceElement code = new StackTraceElement("com.acme.Number", "next", "A.java", 7);
        StackTraceElement other = new StackTraceElement("org.apache.activemq.broker.Other", "close", "A.java", 8);
        uses.put(Moment.FIRST_USED, sites.intern(new StackTraceElement[] {other, reading, run}));

        assertThat(isWhile(
                        "com.acme.Number.next",
                        "org.apache.activemq.transport.tcp.TcpTransport.doRun",
                        "java.lang.Thread.run"))
                .as("all tasks of a thread may share the method")
                .isFalse();
        assertThat(hasGoneOn(code, other, serving, run)).isTrue();
        assertThat(hasGoneOn(code, other, reading, run))
                .as("the line that calls one task after the other")
                .isFalse();
        assertThat(hasGoneOn(other, serving, run))
                .as("nobody's code but the library's")
                .isFalse();
        assertThat(hasGoneOn(code, serving))
                .as("frames of the JDK may be hidden")
                .isTrue();
        assertThat(hasGoneOn(code, serving, other)).as("called by others").isFalse();
    }

    private boolean hasGoneOn(StackTraceElement... now) {
        return stillAtIt.hasGoneOn(
                uses::get, new ThreadNow("t", Thread.State.WAITING, sites.intern(now), "", "", null));
    }

    @Test
    void generated_frames_and_those_of_the_JDK_say_nothing() {
        uses.put(Moment.LAST_WRITTEN, site("java.util.ArrayList.forEach", "com.acme.Shop$$Lambda$1/5.run"));

        assertThat(isWhile("java.util.ArrayList.forEach", "com.acme.Shop$$Lambda$1/5.run"))
                .isFalse();
    }

    @Test
    void a_completion_handler_is_called_by_its_channel() {
        String dispatch = "sun.nio.ch.EPollPort$EventHandlerTask.run";
        String finish = "sun.nio.ch.UnixAsynchronousSocketChannelImpl.finishRead";
        uses.put(Moment.FIRST_USED, site("sun.nio.ch.IOUtil.read", finish, dispatch));

        assertThat(isWhile("java.lang.Object.wait", "com.acme.Feed.completed", finish, dispatch))
                .isTrue();
        assertThat(isWhile("sun.nio.ch.EPoll.wait", "sun.nio.ch.EPollPort$EventHandlerTask.poll", dispatch))
                .isFalse();
    }

    @Test
    void without_the_stack_of_a_use_nothing_is_claimed() {
        uses.put(Moment.OPENED, site("com.acme.Shop.buy"));

        assertThat(StillAtIt.isUseKnown(uses::get)).isFalse();
        assertThat(isWhile("com.acme.Shop.buy")).isFalse();

        uses.put(Moment.FIRST_USED, site("com.acme.Shop.buy"));
        assertThat(StillAtIt.isUseKnown(uses::get)).isTrue();
    }

    @Test
    void a_thread_is_in_the_work_for_which_the_application_opened_the_socket() {
        ThreadNow merging = thread("com.acme.Feed.merge", "com.acme.Feed.poll", "java.lang.Thread.run");

        assertThat(stillAtIt.isWhereOpened(
                        site("java.net.Socket.connect", "com.acme.Feed.open", "com.acme.Feed.poll"), merging))
                .isTrue();
        assertThat(stillAtIt.isWhereOpened(
                        site("java.net.Socket.connect", "com.acme.Shop.buy", "java.lang.Thread.run"), merging))
                .isFalse();
        assertThat(stillAtIt.isWhereOpened(
                        site("java.net.Socket.connect", "redis.clients.jedis.Connection.connect", "com.acme.Feed.poll"),
                        merging))
                .as("it may be back in the library's pool")
                .isFalse();
        assertThat(stillAtIt.isWhereOpened(null, merging)).isFalse();
    }

    @Test
    void a_stack_has_code_if_the_application_is_on_it() {
        assertThat(stillAtIt.hasCode(site("java.lang.Thread.run", "com.acme.Shop.buy")))
                .isTrue();
        assertThat(stillAtIt.hasCode(site("java.lang.Thread.run"))).isFalse();
    }
}
