package io.closewait.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.closewait.core.jdk.FullHeap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentLoopTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> done = new ArrayList<>();
    private long time;
    private long available = Long.MAX_VALUE;
    private Runnable duringPause = () -> {};
    private final AgentLoop loop = new AgentLoop(new FullHeap(1 << 30, () -> available), () -> time, () -> {
        done.add("pause");
        time += SECOND;
        duringPause.run();
    });

    @Test
    void takes_turns_until_there_is_none_any_more() throws InterruptedException {
        loop.run(new Turns(() -> {}, () -> {}));

        assertThat(done).containsExactly("turn", "turn");
    }

    @Test
    void a_failure_is_told_in_the_next_turn_before_its_work() throws InterruptedException {
        loop.run(new Turns(failing(new IllegalStateException("no")), () -> {}));

        assertThat(done).containsExactly("turn", "pause", "told no", "turn");
    }

    @Test
    void survives_what_an_application_may_do_to_its_jvm() throws InterruptedException {
        loop.run(new Turns(
                failing(new OutOfMemoryError("heap")),
                failing(new NoClassDefFoundError("Half")),
                failing(new StackOverflowError("deep")),
                () -> {}));

        assertThat(done)
                .containsExactly(
                        "turn",
                        "pause",
                        "told heap",
                        "turn",
                        "pause",
                        "told Half",
                        "turn",
                        "pause",
                        "told deep",
                        "turn");
    }

    @Test
    void a_failure_while_telling_is_told_itself() throws InterruptedException {
        Turns work = new Turns(failing(new IllegalStateException("first")), () -> {}, () -> {});
        work.duringTelling.add(failing(new OutOfMemoryError("second")));

        loop.run(work);

        assertThat(done).containsExactly("turn", "pause", "told first", "pause", "told second", "turn");
    }

    @Test
    void does_nothing_while_the_heap_is_full() throws InterruptedException {
        available = 0;
        duringPause = () -> available = time >= 2 * SECOND ? Long.MAX_VALUE : 0;

        loop.run(new Turns(() -> {}, () -> {}, () -> {}));

        assertThat(done).containsExactly("pause", "pause", "turn");
    }

    @Test
    void a_heap_that_stays_full_is_waited_for_a_minute() {
        available = 0;

        loop.awaitHeap();

        assertThat(time).isEqualTo(60 * SECOND);
    }

    @Test
    void an_interrupt_ends_it() {
        assertThatThrownBy(() -> loop.run(new Turns(() -> {}) {
                    @Override
                    public void turn() throws InterruptedException {
                        throw new InterruptedException();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
    }

    private static Runnable failing(Throwable failure) {
        return () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };
    }

    /** One turn for each part of the work, whether it comes to that part or not. */
    private class Turns implements AgentLoop.Work {
        final Queue<Runnable> duringTelling = new ArrayDeque<>();
        private final Queue<Runnable> parts;
        private int left;

        Turns(Runnable... parts) {
            this.parts = new ArrayDeque<>(Arrays.asList(parts));
            this.left = parts.length;
        }

        @Override
        public void turn() throws InterruptedException {
            done.add("turn");
            parts.remove().run();
        }

        @Override
        public void failed(Throwable failure) {
            done.add("told " + failure.getMessage());
            @Nullable Runnable part = duringTelling.poll();
            if (part != null) {
                part.run();
            }
        }

        @Override
        public boolean awaitTurn() {
            return --left > 0;
        }
    }
}
