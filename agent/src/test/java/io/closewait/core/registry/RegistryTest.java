package io.closewait.core.registry;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.closewait.core.jdk.Descriptors;
import io.closewait.hooks.SocketKind;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls the hooks as woven code does, on real channels, in the orders that threads bring about only now and then. */
class RegistryTest {
    private static final int KIND = SocketKind.CHANNEL;

    private final Registry registry = Records.registry();
    private final List<SocketChannel> channels = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    private SocketChannel open() throws Throwable {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        registry.opened(channel, KIND);
        return channel;
    }

    private void close(SocketChannel channel) throws Throwable {
        registry.closing(channel, KIND);
        channel.close();
    }

    private SocketRecord recordOf(SocketChannel channel) throws Throwable {
        return requireNonNull(registry.table().get(Descriptors.number(channel, KIND)));
    }

    /** The kernel gives out the lowest free number, so this ends soon. */
    private SocketChannel openWithNumberOf(SocketChannel former) throws Throwable {
        SocketChannel next = open();
        return Descriptors.number(next, KIND) == Descriptors.number(former, KIND) ? next : openWithNumberOf(former);
    }

    @Test
    void a_socket_that_the_garbage_collector_had_closed_is_kept_with_its_stack_and_one_that_was_closed_is_not(
            @TempDir Path folder) throws Throwable {
        close(open());
        try (FileOutputStream file =
                new FileOutputStream(folder.resolve("in place of a socket").toFile())) {
            int number = Descriptors.number(file.getFD());
            registry.openedNatively(new Object(), number);
            SocketRecord dropped = requireNonNull(registry.table().get(number));
            Awaitility.await().until(() -> {
                System.gc();
                return dropped.isAbandoned();
            });

            registry.closing(file.getFD());

            List<SocketRecord> kept = new ArrayList<>();
            registry.closedByGc().forEach(kept::add);
            assertThat(kept).containsExactly(dropped);
            assertThat(registry.closedByCollectorTotal()).isOne();
            registry.countClosed(new Sites(100, 64));
            assertThat(dropped.openingStack()).as("pins no class any more").isInstanceOf(Site.class);
        }
    }

    @Test
    void a_socket_that_the_garbage_collector_has_closed_is_in_the_table_or_in_the_list_at_every_moment(
            @TempDir Path folder) throws Throwable {
        try (FileOutputStream file =
                new FileOutputStream(folder.resolve("in place of a socket").toFile())) {
            int number = Descriptors.number(file.getFD());
            AtomicBoolean isMissed = new AtomicBoolean();
            for (int i = 0; i < 30; i++) {
                registry.openedNatively(new Object(), number);
                SocketRecord dropped = requireNonNull(registry.table().get(number));
                Awaitility.await().pollInterval(1, MILLISECONDS).until(() -> {
                    System.gc();
                    return dropped.isAbandoned();
                });
                CountDownLatch reading = new CountDownLatch(1);
                Thread reader = new Thread(() -> {
                    boolean isOpen;
                    do {
                        reading.countDown();
                        isOpen = registry.table().holds(dropped);
                    } while (isOpen);
                    List<SocketRecord> listed = new ArrayList<>();
                    registry.closedByGc().forEach(listed::add);
                    isMissed.compareAndSet(false, !listed.contains(dropped));
                });
                reader.start();
                reading.await();

                registry.closing(file.getFD());
                reader.join();
            }
            assertThat(isMissed).isFalse();
        }
    }

    @Test
    void a_close_that_returns_late_is_not_noted_on_the_next_owner_of_the_number() throws Throwable {
        SocketChannel former = open();
        close(former);
        SocketChannel next = openWithNumberOf(former);

        registry.closedByApplication(former, KIND);

        assertThat(recordOf(next).closedByApplicationAt()).isZero();
    }

    @Test
    void a_shutdown_that_returns_late_is_not_noted_on_the_next_owner_of_the_number() throws Throwable {
        SocketChannel former = open();
        close(former);
        SocketChannel next = openWithNumberOf(former);

        registry.inputShut(former, KIND);
        registry.outputShut(former, KIND);
        registry.listening(former, KIND, 50);

        assertThat(recordOf(next).isInputShut()).isFalse();
        assertThat(recordOf(next).isOutputShut()).isFalse();
        assertThat(recordOf(next).isListening()).isFalse();
    }

    @Test
    void a_close_by_the_owner_is_noted() throws Throwable {
        SocketChannel channel = open();

        registry.closedByApplication(channel, KIND);

        assertThat(recordOf(channel).closedByApplicationAt()).isNotZero();
    }

    @Test
    void the_owner_of_an_adopted_socket_is_believed() throws Throwable {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        registry.adopt(Descriptors.number(channel, KIND), 4711);

        registry.closedByApplication(channel, KIND);

        assertThat(recordOf(channel).closedByApplicationAt()).isNotZero();
    }

    @Test
    void a_socket_that_is_adopted_while_it_is_opened_or_closed_counts_once() throws Throwable {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        int number = Descriptors.number(channel, KIND);
        registry.adopt(number, 4711);
        registry.opened(channel, KIND);
        registry.closing(channel, KIND);
        registry.adopt(number, 4711);
        channel.close();
        SocketChannel next = openWithNumberOf(channel);

        assertThat(registry.openedTotal() - registry.closedTotal()).isEqualTo(Records.count(registry));
        assertThat(registry.closesMissed()).isZero();
        assertThat(recordOf(next).get()).isSameAs(next);
    }

    @Test
    void a_number_that_comes_again_without_a_close_counts_as_a_close_that_was_not_seen() throws Throwable {
        SocketChannel former = open();
        SocketRecord record = recordOf(former);
        former.close();
        openWithNumberOf(former);

        assertThat(record.isClosed()).isTrue();
        assertThat(registry.closesMissed()).isOne();
        assertThat(registry.openedTotal() - registry.closedTotal()).isEqualTo(Records.count(registry));
    }

    /** As a native transport does it: the owner is any object, and no descriptor is needed. */
    private SocketRecord openNatively(Object owner, int number) {
        registry.openedNatively(owner, number);
        return requireNonNull(registry.table().get(number));
    }

    @Test
    void a_flood_of_connections_leaves_stacks_up_to_a_limit_and_goes_on_being_counted() {
        int stacks = 0;
        int openings = 100_000;
        for (int i = 0; i < openings; i++) {
            Object owner = new Object();
            stacks += openNatively(owner, 1000).openingStack() == null ? 0 : 1;
            registry.closingNatively(owner, 1000);
        }

        assertThat(stacks).isBetween(20_000, openings - 1);
        assertThat(registry.openedTotal()).isEqualTo(openings);
        assertThat(registry.closedTotal()).isEqualTo(openings);
        assertThat(registry.open()).isZero();
    }

    @Test
    void a_connection_whose_opening_left_no_stack_leaves_that_of_its_first_use() throws Throwable {
        SocketRecord record = exhaustedBy(new Object());

        registry.writtenNatively(record.number());
        record.intern(new Sites(100, 64));

        assertThat(record.site(Moment.FIRST_USED)).isNotNull();
    }

    @Test
    void a_listener_always_leaves_a_stack() throws Throwable {
        SocketRecord record = exhaustedBy(new Object());

        registry.listeningNatively(record.number(), 50);

        assertThat(record.openingStack()).isNotNull();
    }

    /** The first record of this owner that has no opening stack. */
    private SocketRecord exhaustedBy(Object owner) {
        while (true) {
            SocketRecord record = openNatively(owner, 1000);
            if (record.openingStack() == null) {
                return record;
            }
            registry.closingNatively(owner, 1000);
        }
    }

    @Test
    void closed_connections_are_counted_for_their_sites_when_only_some_left_a_stack() {
        Object kept = new Object();
        exhaustedBy(kept);
        registry.closingNatively(kept, 1000);
        Sites sites = new Sites(100, 64);

        registry.countClosed(sites);

        double counted = 0;
        for (Site site : sites.all()) {
            counted += site.closed();
        }
        assertThat(counted).isCloseTo((double) registry.closedTotal(), within(0.5));
    }
}
