package io.closewait.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class DescriptorTableTest {
    private static final int CAPACITY = 5000;

    private final DescriptorTable table = new DescriptorTable(CAPACITY);
    private final Object owner = new Object();

    private SocketRecord record(int number) {
        return Records.connected(owner, number, Site.ofOthers());
    }

    @Test
    void a_record_is_found_by_its_number_until_it_is_taken_out() {
        SocketRecord record = record(42);

        assertThat(table.put(record)).isNull();
        assertThat(table.get(42)).isSameAs(record);
        assertThat(table.holds(record)).isTrue();
        assertThat(table.remove(42)).isSameAs(record);
        assertThat(table.remove(42)).isNull();
        assertThat(table.get(42)).isNull();
        assertThat(table.holds(record)).isFalse();
    }

    @Test
    void a_number_that_comes_again_gives_back_the_owner_before() {
        SocketRecord before = record(42);
        SocketRecord after = record(42);
        table.put(before);

        assertThat(table.put(after)).isSameAs(before);
        assertThat(table.holds(before)).isFalse();
        assertThat(table.removeIfHeld(before)).isFalse();
        assertThat(table.get(42)).isSameAs(after);
    }

    @Test
    void a_taken_slot_is_not_given_to_a_socket_that_was_found_later() {
        table.put(record(42));

        assertThat(table.putIfFree(record(42))).isFalse();
        assertThat(table.putIfFree(record(43))).isTrue();
    }

    @Test
    void numbers_outside_the_limit_have_no_record() {
        assertThat(table.fits(CAPACITY - 1)).isTrue();
        assertThat(table.fits(CAPACITY)).isFalse();
        assertThat(table.fits(-1)).isFalse();
        assertThat(table.get(CAPACITY)).isNull();
        assertThat(table.get(-1)).isNull();
        assertThat(table.remove(CAPACITY)).isNull();
        assertThat(table.remove(-1)).isNull();
    }

    @Test
    void every_record_is_visited_wherever_it_is() {
        List<SocketRecord> records = List.of(record(0), record(1023), record(1024), record(CAPACITY - 1));
        records.forEach(table::put);
        List<SocketRecord> visited = new ArrayList<>();

        table.forEach(visited::add);

        assertThat(visited).isEqualTo(records);
    }

    @Test
    void only_where_something_was_put_is_looked_at_again() {
        table.put(record(1));
        table.put(record(2000));
        assertThat(visitFresh(false)).containsExactly(1, 2000);
        assertThat(visitFresh(false)).isEmpty();

        table.put(record(2));

        assertThat(visitFresh(true))
                .as("the neighbours of a new one are seen again")
                .containsExactly(1, 2);
        assertThat(visitFresh(false)).as("as the visitor wanted").containsExactly(1, 2);
        assertThat(visitFresh(false)).isEmpty();
    }

    @Test
    void a_record_may_ask_to_be_seen_again() {
        SocketRecord record = record(7);
        table.put(record);
        visitFresh(false);

        table.refresh(record);

        assertThat(visitFresh(false)).containsExactly(7);
    }

    @Test
    void no_record_that_is_put_during_visits_is_missed() {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        CompletableFuture<Void> putting = CompletableFuture.runAsync(() -> {
            for (int number = 0; number < CAPACITY; number++) {
                table.put(record(number));
            }
        });
        while (!putting.isDone()) {
            seen.addAll(visitFresh(false));
        }
        putting.join();
        seen.addAll(visitFresh(false));

        assertThat(seen).hasSize(CAPACITY);
    }

    @Test
    void what_a_failed_visit_missed_is_visited_again() {
        for (int number = 0; number < CAPACITY; number++) {
            table.put(record(number));
        }

        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> table.forEachFresh(record -> {
                    if (record.number() == CAPACITY / 2) {
                        throw new OutOfMemoryError();
                    }
                    return false;
                }));
        table.put(record(CAPACITY - 1));

        assertThat(table.hasFresh()).isTrue();
        assertThat(visitFresh(false)).contains(CAPACITY / 2, CAPACITY - 1);
        assertThat(table.hasFresh()).isFalse();
    }

    @Test
    void each_record_is_taken_out_by_one_thread_only() {
        for (int number = 0; number < CAPACITY; number++) {
            table.put(record(number));
        }

        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(this::takeAll);
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(this::takeAll);

        assertThat(one.join() + other.join()).isEqualTo(CAPACITY);
    }

    private int takeAll() {
        int taken = 0;
        for (int number = 0; number < CAPACITY; number++) {
            taken += table.remove(number) == null ? 0 : 1;
        }
        return taken;
    }

    private List<Integer> visitFresh(boolean needsAnotherVisit) {
        List<Integer> visited = new ArrayList<>();
        table.forEachFresh(record -> {
            visited.add(record.number());
            return needsAnotherVisit;
        });
        return visited;
    }
}
