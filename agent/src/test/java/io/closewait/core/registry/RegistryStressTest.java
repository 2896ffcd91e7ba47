package io.closewait.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The record's life under as many threads as make trouble: applications that open, accept, use and close, a detector that asks
 * about numbers, a census that adopts what has no record. They share a table of descriptors that gives out the lowest free
 * number at once, as the kernel does. The invariants:
 * <ol>
 *   <li>a record is taken out of the table exactly once, and then is closed: each opening has one close;
 *   <li>an answer about a number is about the record that was asked for, if that is still in its slot afterwards: a late answer
 *       is never blamed on the next owner;
 *   <li>opened − closed is the number of records in the table, adopted ones apart;
 *   <li>adoption never takes a socket from its owner, and never counts as a close that was not seen;
 *   <li>a record put over another one counts the other's close as not seen, and as a close.
 * </ol>
 */
class RegistryStressTest {
    private static final int APPLICATIONS = 4;
    private static final int ROUNDS = 100_000;
    private static final int HELD = 8;
    private static final int LISTENER = 0;

    private final Registry registry = Records.registry();
    private final Numbers numbers = new Numbers();
    private final AtomicLong openings = new AtomicLong();
    private final AtomicLong checked = new AtomicLong();
    private final Object listener = new Object();
    private volatile boolean over;

    /** The kernel's part: who owns a number. */
    private static final class Numbers {
        private final BitSet used = new BitSet();
        private final AtomicReferenceArray<@Nullable Object> owners = new AtomicReferenceArray<>(1024);

        synchronized int open(Object owner) {
            int number = used.nextClearBit(LISTENER + 1);
            used.set(number);
            owners.set(number, owner);
            return number;
        }

        synchronized void close(int number) {
            owners.set(number, null);
            used.clear(number);
        }

        @Nullable
        Object ownerOf(int number) {
            return owners.get(number);
        }

        int most() {
            return APPLICATIONS * (HELD + 1) + 1;
        }
    }

    /** A socket of an application. */
    private record Held(Object owner, int number) {}

    @BeforeEach
    void listen() {
        registry.openedNatively(listener, LISTENER);
        openings.incrementAndGet();
    }

    private void closeListener() {
        registry.closingNatively(listener, LISTENER);
    }

    @AfterEach
    void stop() {
        over = true;
    }

    private Held open(SplittableRandom random) throws Throwable {
        Object owner = new Object();
        int number = numbers.open(owner);
        if (random.nextInt(3) == 0) {
            registry.acceptedNatively(LISTENER, number);
        }
        registry.openedNatively(owner, number);
        openings.incrementAndGet();
        return new Held(owner, number);
    }

    private void close(Held held, boolean isSeen) {
        if (isSeen) {
            registry.closingNatively(held.owner(), held.number());
        }
        numbers.close(held.number());
    }

    /** Opens and closes; every {@code unseenEvery}th close is seen by no hook. Returns what is still open. */
    private List<Held> live(int seed, int unseenEvery) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Held> held = new ArrayList<>();
        try {
            for (int i = 1; i <= ROUNDS; i++) {
                if (held.size() < HELD && random.nextBoolean()) {
                    held.add(open(random));
                } else if (!held.isEmpty()) {
                    Held one = held.remove(random.nextInt(held.size()));
                    registry.readNatively(one.number(), random.nextInt(3) - 1);
                    registry.writtenNatively(one.number());
                    close(one, i % unseenEvery != 0);
                }
            }
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
        return held;
    }

    private List<CompletableFuture<List<Held>>> applications(int unseenEvery) {
        List<CompletableFuture<List<Held>>> applications = new ArrayList<>();
        for (int i = 0; i < APPLICATIONS; i++) {
            int seed = i;
            CompletableFuture<List<Held>> done = new CompletableFuture<>();
            new Thread(() -> complete(done, seed, unseenEvery), "application-" + i).start();
            applications.add(done);
        }
        return applications;
    }

    private void complete(CompletableFuture<List<Held>> done, int seed, int unseenEvery) {
        try {
            done.complete(live(seed, unseenEvery));
        } catch (Throwable failure) {
            done.completeExceptionally(failure);
        }
    }

    private CompletableFuture<Void> untilOver(Runnable look) {
        return CompletableFuture.runAsync(() -> {
            while (!over) {
                look.run();
            }
        });
    }

    /** As the detector does: the record, the question, and whether the record is still there. */
    private void detect() {
        for (int number = 1; number < numbers.most(); number++) {
            SocketRecord record = registry.table().get(number);
            Object owner = record == null ? null : record.get();
            if (record != null && owner != null) {
                Object answer = numbers.ownerOf(number);
                if (registry.table().holds(record)) {
                    assertThat(answer).isSameAs(owner);
                    checked.incrementAndGet();
                }
            }
        }
    }

    /** As the census does: adopts what is open without a record, forgets what it adopted and is closed. */
    private void census() {
        for (int number = 1; number < numbers.most(); number++) {
            SocketRecord record = registry.table().get(number);
            boolean isOpen = numbers.ownerOf(number) != null;
            if (record == null && isOpen) {
                registry.adopt(number, 1);
            } else if (record != null && record.isAdopted() && !isOpen) {
                registry.forget(record);
            }
        }
    }

    private int recordsThatWereNotAdopted() {
        List<SocketRecord> records = new ArrayList<>();
        registry.table().forEach(record -> {
            if (!record.isAdopted()) {
                records.add(record);
            }
        });
        return records.size();
    }

    @Test
    void every_record_ends_once_and_no_late_answer_is_blamed_on_the_next_owner() {
        CompletableFuture<Void> detector = untilOver(this::detect);
        CompletableFuture<Void> census = untilOver(this::census);
        List<Held> left = new ArrayList<>();
        applications(Integer.MAX_VALUE).forEach(one -> left.addAll(one.join()));
        over = true;
        detector.join();
        census.join();
        closeListener();

        assertThat(registry.openedTotal()).isEqualTo(openings.get());
        assertThat(registry.openedTotal() - registry.closedTotal()).isEqualTo(left.size());
        assertThat(recordsThatWereNotAdopted()).isEqualTo(left.size());

        left.forEach(one -> close(one, true));
        census();

        assertThat(registry.closedTotal()).isEqualTo(openings.get());
        assertThat(Records.count(registry)).isZero();
        assertThat(registry.closesMissed()).isZero();
        assertThat(checked).hasPositiveValue();
    }

    @Test
    void a_close_that_no_hook_saw_is_counted_when_the_number_comes_again() {
        List<Held> left = new ArrayList<>();
        applications(10).forEach(one -> left.addAll(one.join()));
        left.forEach(one -> close(one, true));
        closeListener();
        int stale = Records.count(registry);

        assertThat(registry.openedTotal()).isEqualTo(openings.get());
        assertThat(registry.openedTotal() - registry.closedTotal()).isEqualTo(stale);
        assertThat(registry.closesMissed()).isGreaterThan(1000);
    }
}
