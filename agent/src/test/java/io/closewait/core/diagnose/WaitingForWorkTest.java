package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaitingForWorkTest {
    private static List<StackTraceElement> stack(String... methods) {
        return Stream.of(methods)
                .map(method -> new StackTraceElement(
                        method.substring(0, method.lastIndexOf('.')),
                        method.substring(method.lastIndexOf('.') + 1),
                        "A.java",
                        1))
                .toList();
    }

    @Test
    void a_worker_of_a_pool_waits_for_its_next_task() {
        assertThat(WaitingForWork.is(stack(
                        "jdk.internal.misc.Unsafe.park",
                        "java.util.concurrent.LinkedBlockingQueue.take",
                        "java.util.concurrent.ThreadPoolExecutor.getTask",
                        "java.lang.Thread.run")))
                .isTrue();
    }

    @Test
    void a_loop_of_the_applications_own_waits_when_its_outermost_frame_takes_from_a_queue() {
        assertThat(WaitingForWork.is(stack(
                        "jdk.internal.misc.Unsafe.park",
                        "java.util.concurrent.LinkedBlockingQueue.take",
                        "com.acme.Worker.run",
                        "java.lang.Thread.run")))
                .isTrue();
    }

    @Test
    void one_that_takes_from_a_queue_deep_in_its_work_does_not() {
        assertThat(WaitingForWork.is(stack(
                        "java.util.concurrent.LinkedBlockingQueue.take",
                        "com.acme.Pool.borrow",
                        "com.acme.Worker.run",
                        "java.lang.Thread.run")))
                .isFalse();
    }

    @Test
    void one_that_takes_from_something_else_does_not() {
        assertThat(WaitingForWork.is(stack("java.util.concurrent.Semaphore.take", "com.acme.Worker.run")))
                .isFalse();
    }

    @Test
    void event_loops_wait_for_events_wherever_their_transport_was_moved() {
        assertThat(WaitingForWork.isForEvents(stack("sun.nio.ch.SelectorImpl.select", "com.acme.Loop.run")))
                .isTrue();
        assertThat(WaitingForWork.isForEvents(stack("com.acme.shaded.netty.Native.epollWait")))
                .isTrue();
        assertThat(WaitingForWork.isForEvents(stack("java.net.ServerSocket.accept")))
                .isFalse();
        assertThat(WaitingForWork.is(
                        stack("java.net.ServerSocket.accept", "com.acme.Server.loop", "com.acme.Main.main")))
                .isTrue();
    }
}
