package io.closewait.core.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FullHeapTest {
    private static final long MEGABYTE = 1 << 20;

    private long available;
    private final FullHeap heap = new FullHeap(256 * MEGABYTE, () -> available);

    @Test
    void is_waited_for_while_less_than_a_megabyte_is_left() {
        available = MEGABYTE - 1;
        assertThat(heap.shouldWait(0)).isTrue();

        available = MEGABYTE;
        assertThat(heap.shouldWait(1)).isFalse();
    }

    @Test
    void is_not_waited_for_longer_than_a_minute_at_a_stretch() {
        assertThat(heap.shouldWait(-5)).isTrue();
        assertThat(heap.shouldWait(TimeUnit.SECONDS.toNanos(59))).isTrue();
        assertThat(heap.shouldWait(TimeUnit.SECONDS.toNanos(60))).isFalse();

        available = MEGABYTE;
        assertThat(heap.shouldWait(TimeUnit.SECONDS.toNanos(61))).isFalse();
        available = 0;
        assertThat(heap.shouldWait(TimeUnit.SECONDS.toNanos(62))).isTrue();
    }

    @Test
    void a_tiny_heap_is_full_when_a_sixteenth_is_left() {
        FullHeap tiny = new FullHeap(8 * MEGABYTE, () -> available);

        available = MEGABYTE / 2;
        assertThat(tiny.shouldWait(0)).isFalse();
        available--;
        assertThat(tiny.shouldWait(0)).isTrue();
    }
}
