package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.closing.Held;
import io.closewait.core.jdk.ObjectFields;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdleQueuesTest {
    private final Object one = new byte[1];
    private final Object other = new byte[2];

    private Set<Object> idleIn(Collection<?> queue) {
        Set<Object> owners = Collections.newSetFromMap(new IdentityHashMap<>());
        owners.add(one);
        owners.add(other);
        return new IdleQueues(new ObjectFields(), owners).idleIn(queue);
    }

    @Test
    void connections_in_a_queue_of_the_JDK_are_idle_whichever_it_is() {
        List<Queue<Session>> queues = List.of(
                new ArrayDeque<>(),
                new ArrayBlockingQueue<>(4),
                new LinkedBlockingQueue<>(),
                new LinkedBlockingDeque<>(),
                new ConcurrentLinkedQueue<>(),
                new ConcurrentLinkedDeque<>(),
                new LinkedTransferQueue<>());
        for (Queue<Session> queue : queues) {
            queue.add(new Session(one, null));
            queue.add(new Session(other, null));
            assertThat(IdleQueues.isQueue(queue)).as(queue.getClass().getName()).isTrue();
            assertThat(idleIn(queue)).as(queue.getClass().getName()).containsExactlyInAnyOrder(one, other);
        }
    }

    @Test
    void one_that_was_taken_out_is_not() {
        Queue<Session> pool = new LinkedBlockingQueue<>(List.of(new Session(one, null), new Session(other, null)));
        pool.remove();

        assertThat(idleIn(pool)).containsExactly(other);
    }

    @Test
    @SuppressWarnings("JdkObsolete")
    void a_list_says_nothing() {
        assertThat(IdleQueues.isQueue(new LinkedList<>())).isFalse();
        assertThat(IdleQueues.isQueue(List.of())).isFalse();
    }

    @Test
    void messages_about_connections_are_no_pool() {
        Session session = new Session(one, null);
        assertThat(idleIn(new ArrayDeque<>(List.of(new Message(session), new Message(session)))))
                .as("two of one connection")
                .isEmpty();
        assertThat(idleIn(new ArrayDeque<>(List.of(new Message(session), "end"))))
                .isEmpty();
        assertThat(idleIn(new ArrayDeque<>(List.of(new Message(session), new Session(other, null)))))
                .as("two classes")
                .isEmpty();
    }

    @Test
    void tasks_that_wait_for_a_thread_are_no_pool() {
        assertThat(idleIn(new LinkedBlockingQueue<>(List.of(new Task(one))))).isEmpty();
    }

    @Test
    void the_pool_behind_a_connection_does_not_count() {
        Queue<Session> pool = new ConcurrentLinkedQueue<>();
        pool.add(new Session(one, pool));
        pool.add(new Session(other, pool));

        assertThat(idleIn(pool)).containsExactlyInAnyOrder(one, other);
    }

    private static final class Session extends Held {
        Session(Object connection, @Nullable Object pool) {
            super(connection, pool);
        }
    }

    private static final class Message extends Held {
        Message(Session session) {
            super(session.connection(), null);
        }
    }

    private static final class Task extends Held implements Runnable {
        Task(Object connection) {
            super(connection, null);
        }

        @Override
        public void run() {}
    }
}
