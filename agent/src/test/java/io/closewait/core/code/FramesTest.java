package io.closewait.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final String CONNECT = "java.net.Socket.connect";
    private static final String POOL = "redis.clients.jedis.JedisPool.getResource";
    private static final String SHOP = "com.acme.Shop.buy";

    private final Libraries libraries = Libraries.bundled();
    private final Frames frames = new Frames(new NamedOrigins(List.of(), List.of(), () -> libraries), () -> libraries);

    private static StackTraceElement frame(String method) {
        int dot = method.lastIndexOf('.');
        return new StackTraceElement(method.substring(0, dot), method.substring(dot + 1), "A.java", 1);
    }

    private static Site site(String... methods) {
        return new Sites(10, 64)
                .intern(Stream.of(methods).map(FramesTest::frame).toArray(StackTraceElement[]::new));
    }

    @Test
    void the_applications_frame_nearest_to_what_happened_is_the_one_to_look_at() {
        assertThat(frames.toLookAt(site(CONNECT, POOL, SHOP, "com.acme.Main.main")))
                .isEqualTo(frame(SHOP));
    }

    @Test
    void without_the_application_it_is_the_librarys_outermost_frame() {
        assertThat(frames.toLookAt(site(CONNECT, "redis.clients.jedis.Connection.connect", POOL)))
                .isEqualTo(frame(POOL));
    }

    @Test
    void a_frame_that_only_runs_what_it_is_given_is_passed_over() {
        assertThat(frames.entry(site(CONNECT, POOL, "io.netty.channel.nio.NioEventLoop.processSelectedKeys")))
                .isEqualTo(frame(POOL));
    }

    @Test
    void where_there_is_no_other_the_innermost_of_those_is_taken() {
        assertThat(frames.entry(site(
                        CONNECT, "io.netty.channel.nio.NioEventLoop.select", "io.netty.channel.nio.NioEventLoop.run")))
                .isEqualTo(frame("io.netty.channel.nio.NioEventLoop.select"));
    }

    @Test
    void what_the_class_of_a_threads_loop_does_before_its_task_is_passed_over_with_it() {
        String task = "net.logstash.Appender$Handler.onStart";
        Frames ofLibraries =
                new Frames(new NamedOrigins(List.of("com.acme"), List.of(), () -> libraries), () -> libraries);

        assertThat(ofLibraries.entry(site(
                        CONNECT,
                        "net.logstash.Appender$Handler.openSocket",
                        task,
                        "com.lmax.disruptor.BatchEventProcessor.notifyStart",
                        "com.lmax.disruptor.BatchEventProcessor.run",
                        "java.lang.Thread.run")))
                .isEqualTo(frame(task));
    }

    @Test
    void the_JDK_alone_and_no_stack_name_no_frame() {
        assertThat(frames.toLookAt(site(CONNECT))).isNull();
        assertThat(frames.toLookAt(null)).isNull();
    }

    @Test
    void a_stack_is_shown_from_code_that_people_can_change() {
        assertThat(frames.trimmed(site(CONNECT, SHOP, "java.lang.Thread.run")))
                .containsExactly(frame(SHOP), frame("java.lang.Thread.run"));
        assertThat(frames.trimmed(site(CONNECT, "java.lang.Thread.run"))).hasSize(2);
    }

    @Test
    void a_stack_is_read_without_generated_frames_and_without_what_starts_threads() {
        assertThat(frames.toRead(site(
                        CONNECT, SHOP, "com.acme.Shop$$Lambda$1/7.run", "com.acme.Main.main", "java.lang.Thread.run")))
                .containsExactly(frame(SHOP), frame("com.acme.Main.main"));
    }

    @Test
    void the_outer_end_of_a_stack_is_the_JDKs_threads_and_a_librarys_workers() {
        assertThat(frames.isBase(frame("java.lang.Thread.run"))).isTrue();
        assertThat(frames.isBase(frame("java.util.concurrent.ThreadPoolExecutor.runWorker")))
                .isTrue();
        assertThat(frames.isBase(frame("io.netty.channel.nio.NioEventLoop.run")))
                .isTrue();
        assertThat(frames.isBase(frame("com.acme.Worker.run"))).isFalse();
        assertThat(frames.isBase(frame(POOL))).isFalse();
    }
}
