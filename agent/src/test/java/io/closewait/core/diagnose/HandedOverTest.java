package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The workers are real threads; who read the requests is this one. */
class HandedOverTest {
    private static final int PORT = 8080;
    private static final StackTraceElement HANDLER =
            new StackTraceElement(Kitchen.class.getName(), "cook", "HandedOverTest.java", 1);

    private final Object owner = new Object();
    private final Registry registry = Records.registry();
    private final Sites sites = new Sites(100, 64);
    private final Site accepting =
            sites.intern(new StackTraceElement[] {new StackTraceElement("com.acme.Loop", "run", "Loop.java", 1)});
    private final Frames frames = new Frames(
            new NamedOrigins(List.of(Kitchen.class.getName()), List.of(), Libraries::bundled), Libraries::bundled);
    private final Kitchen kitchen = new Kitchen();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    @BeforeEach
    void threeRequests() {
        for (int number = 7; number < 10; number++) {
            Records.read(Records.accepted(registry, owner, number, accepting), 1000);
        }
    }

    @AfterEach
    void close() {
        kitchen.isOpen.countDown();
        workers.shutdown();
    }

    private HandedOver handedOver() {
        return new HandedOver(frames, new OtherSockets(registry, frames), new ThreadSnapshots(sites));
    }

    private void cook(int requests) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(requests);
        for (int i = 0; i < requests; i++) {
            workers.execute(() -> kitchen.cook(begun));
        }
        begun.await();
    }

    private void finish(int requests) throws Exception {
        for (int i = 0; i < requests; i++) {
            workers.submit(() -> {}).get();
        }
    }

    @Test
    void a_pool_whose_threads_are_all_inside_the_handler_has_all_requests() throws Exception {
        cook(2);

        int before = sites.size();
        assertThat(handedOver().inside(HANDLER, PORT))
                .satisfies(thread -> assertThat(thread.name).startsWith("pool-"));
        assertThat(sites.size())
                .as("of all threads' stacks, only that one is kept")
                .isEqualTo(before + 1);
    }

    @Test
    void while_a_thread_of_the_pool_is_idle_the_handler_has_returned_from_what_the_others_do_not_have()
            throws Exception {
        finish(2);
        cook(1);

        assertThat(handedOver().inside(HANDLER, PORT)).isNull();
    }

    @Test
    void a_thread_for_each_request_is_enough_whoever_is_idle() throws Exception {
        finish(2);
        cook(1);
        registry.table().forEach(record -> {
            if (record.number() > 7) {
                Records.wrote(record, 2000);
            }
        });

        assertThat(handedOver().inside(HANDLER, PORT)).isNotNull();
    }

    @Test
    void of_a_pool_with_one_inside_all_threads_are_looked_at() throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(12);
        try {
            for (int number = 10; number < 17; number++) {
                Records.read(Records.accepted(registry, owner, number, accepting), 1000);
            }
            CountDownLatch begun = new CountDownLatch(12);
            CountDownLatch isFree = new CountDownLatch(1);
            for (int i = 0; i < 10; i++) {
                many.execute(() -> kitchen.cook(begun));
            }
            Future<?> first = many.submit(() -> waitWith(begun, isFree));
            Future<?> second = many.submit(() -> waitWith(begun, isFree));
            begun.await();
            isFree.countDown();
            first.get();
            second.get();

            assertThat(handedOver().inside(HANDLER, PORT))
                    .as("ten threads for ten requests, two are idle")
                    .isNotNull();
        } finally {
            many.shutdownNow();
        }
    }

    private static @Nullable Void waitWith(CountDownLatch begun, CountDownLatch isFree) throws InterruptedException {
        begun.countDown();
        isFree.await();
        return null;
    }

    @Test
    void nobody_is_inside_another_method() throws Exception {
        cook(2);

        StackTraceElement other = new StackTraceElement(Kitchen.class.getName(), "bake", "HandedOverTest.java", 1);
        assertThat(handedOver().inside(other, PORT)).isNull();
    }

    @Test
    void a_request_is_unanswered_until_something_is_written() {
        SocketRecord record = Records.accepted(registry, owner, 20, accepting);
        Records.read(record, 1000);
        assertThat(HandedOver.isUnanswered(record)).isTrue();

        Records.wrote(record, 2000);
        assertThat(HandedOver.isUnanswered(record)).isFalse();
    }

    @Test
    void the_executor_of_a_channel_group_calls_what_completes_a_read() throws Exception {
        AsynchronousChannelGroup group = AsynchronousChannelGroup.withThreadPool(workers);
        try (AsynchronousServerSocketChannel listener = AsynchronousServerSocketChannel.open(group)
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Socket guest = new Socket()) {
            guest.connect(listener.getLocalAddress());
            AsynchronousSocketChannel order = listener.accept().get();
            CountDownLatch begun = new CountDownLatch(1);
            order.read(ByteBuffer.allocate(9), begun, kitchen);
            guest.getOutputStream().write(7);
            begun.await();

            assertThat(handedOver().completing(PORT)).isNotNull();
            kitchen.isOpen.countDown();
            order.close();
        } finally {
            group.shutdown();
        }
    }

    @Test
    void a_thread_that_no_channel_group_has_called_completes_nothing() throws Exception {
        cook(2);

        assertThat(handedOver().completing(PORT)).isNull();
    }

    private static final class Kitchen implements CompletionHandler<Integer, CountDownLatch> {
        private final CountDownLatch isOpen = new CountDownLatch(1);

        @Override
        public void completed(Integer length, CountDownLatch begun) {
            cook(begun);
        }

        @Override
        public void failed(Throwable failure, CountDownLatch begun) {
            throw new AssertionError(failure);
        }

        void cook(CountDownLatch begun) {
            begun.countDown();
            try {
                isOpen.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
