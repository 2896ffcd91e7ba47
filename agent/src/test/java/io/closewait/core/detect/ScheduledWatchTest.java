package io.closewait.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduledWatchTest {
    private static final int TICK_MILLIS = 250;

    private long time = 5;
    private final ScheduledWatch watch = new ScheduledWatch(() -> time, millis -> time += millis * 1_000_000);

    private List<Integer> next() throws InterruptedException {
        List<Integer> numbers = new ArrayList<>();
        int events = watch.await(TICK_MILLIS);
        for (int i = 0; i < events; i++) {
            numbers.add(watch.number(i));
        }
        return numbers;
    }

    @Test
    void every_watched_descriptor_comes_up_once_a_second() throws InterruptedException {
        watch.watch(7);
        watch.watchForEnd(9);
        assertThat(next()).containsExactly(7, 9);

        watch.watch(7);
        assertThat(next()).isEmpty();
        assertThat(next()).isEmpty();
        assertThat(next()).isEmpty();
        assertThat(next()).containsExactly(7);
    }

    @Test
    void a_descriptor_that_is_not_watched_again_does_not_come_up_again() throws InterruptedException {
        watch.watch(7);
        next();
        time += 1_000_000_000;

        assertThat(next()).isEmpty();
    }

    @Test
    void once_closed_it_tells_of_nothing() throws InterruptedException {
        watch.watch(7);
        watch.endWait();
        watch.close();

        assertThat(next()).isEmpty();
    }
}
