package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.SocketRecord;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads, each of which uses a socket, and stays. */
class ConnectionThreadsTest {
    private final Registry registry = Records.registry();
    private final Frames frames =
            new Frames(new NamedOrigins(List.of(), List.of(), Libraries::bundled), Libraries::bundled);
    private final Object owner = new Object();
    private final Object otherOwner = new Object();
    private final SocketRecord record = Records.opened(registry, owner, 7);
    private final SocketRecord other = Records.opened(registry, otherOwner, 8);

    @AfterEach
    void end() {
        Uses.end.countDown();
    }

    private boolean isOfItsLastUser(SocketRecord asked) {
        return new ConnectionThreads(registry, frames).isOfItsLastUser(asked);
    }

    private void begin() {
        Uses.record = record;
        Uses.begun = new CountDownLatch(1);
        Uses.end = new CountDownLatch(1);
    }

    private void startReader(Object... belongings) throws InterruptedException {
        begin();
        Thread thread = new Thread(new Reader(List.of(belongings)), "reader");
        thread.setDaemon(true);
        thread.start();
        Uses.begun.await();
    }

    @Test
    void a_thread_that_runs_what_has_the_connection_was_made_for_it() throws InterruptedException {
        startReader(new Client(new Client(owner)));

        assertThat(isOfItsLastUser(record)).isTrue();
        assertThat(isOfItsLastUser(other)).isFalse();
    }

    @Test
    void a_thread_whose_work_has_several_connections_was_made_for_none() throws InterruptedException {
        startReader(new Client(owner), new Client(new Client(otherOwner)));

        assertThat(isOfItsLastUser(record)).isFalse();
    }

    @Test
    void a_connection_that_is_farther_away_is_not_what_the_thread_was_made_for() throws InterruptedException {
        startReader(new Client(owner), new Client(new Client(new Client(new Client(otherOwner)))));

        assertThat(isOfItsLastUser(record)).isTrue();
    }

    @Test
    void a_worker_of_a_pool_was_made_for_none() throws InterruptedException {
        begin();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        pool.execute(new Reader(List.of(new Client(owner))));
        pool.shutdown();
        Uses.begun.await();

        assertThat(isOfItsLastUser(record)).isFalse();
    }

    @Test
    void a_socket_that_nobody_has_used_has_no_such_thread() {
        assertThat(isOfItsLastUser(record)).isFalse();
    }

    @Test
    void such_a_thread_is_found_for_a_connection_that_it_never_used() throws InterruptedException {
        startReader(new Client(otherOwner));

        assertThat(new ConnectionThreads(registry, frames).of(other))
                .singleElement()
                .returns("reader", Thread::getName);
        assertThat(new ConnectionThreads(registry, frames).of(record)).isEmpty();
    }

    /** Static, so that no field leads there. */
    private static final class Uses {
        static volatile SocketRecord record = Records.opened(Records.registry(), new Object(), 0);
        static volatile CountDownLatch begun = new CountDownLatch(1);
        static volatile CountDownLatch end = new CountDownLatch(1);
    }

    private record Client(Object connection) {}

    private record Reader(List<Object> belongings) implements Runnable {
        @Override
        public void run() {
            Records.read(Uses.record, 1);
            Uses.begun.countDown();
            try {
                Uses.end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
