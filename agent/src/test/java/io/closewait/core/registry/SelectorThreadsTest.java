package io.closewait.core.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelectorThreadsTest {
    private final SelectorThreads threads = new SelectorThreads();
    private final Object selector = new Object();

    @Test
    void knows_who_ran_a_selector_last_and_when() {
        threads.selecting(selector, 5);
        threads.selecting(selector, 9);

        assertThat(requireNonNull(threads.of(selector)).thread().get()).isSameAs(Thread.currentThread());
        assertThat(requireNonNull(threads.of(selector)).selectedAt()).isEqualTo(9);
    }

    @Test
    void another_thread_takes_its_place() throws InterruptedException {
        threads.selecting(selector, 5);
        Thread other = new Thread(() -> threads.selecting(selector, 9), "other");
        other.start();
        other.join();

        assertThat(requireNonNull(threads.of(selector)).thread().name()).isEqualTo("other");
    }

    @Test
    void of_a_selector_that_nobody_runs_nothing_is_known() {
        assertThat(threads.of(selector)).isNull();
    }

    /** There are 1024 slots: among so many selectors some share one. */
    @Test
    void one_that_shares_its_slot_is_never_taken_for_another() {
        Object[] selectors = new Object[5000];
        for (int i = 0; i < selectors.length; i++) {
            selectors[i] = new Object();
            threads.selecting(selectors[i], i);
        }

        int known = 0;
        for (int i = 0; i < selectors.length; i++) {
            SelectorThreads.SelectorThread found = threads.of(selectors[i]);
            known += found == null ? 0 : 1;
            assertThat(found == null || found.selectedAt() == i).isTrue();
        }
        assertThat(known).isBetween(1, 1024);
    }
}
