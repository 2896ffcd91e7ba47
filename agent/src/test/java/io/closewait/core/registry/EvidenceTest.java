package io.closewait.core.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private final Evidence evidence = new Evidence();
    private final Sites sites = new Sites(100, 64);

    /** The frames of this package are left out of sites, so that a stack differs by the JDK's method that it goes through. */
    private static void here(Runnable call) {
        Collections.singleton(call).forEach(Runnable::run);
    }

    private static void there(Runnable call) {
        List.of(call).forEach(Runnable::run);
    }

    private static String innermost(Site site) {
        return site.frames().get(0).getClassName();
    }

    private Site siteOf(Moment moment) {
        evidence.intern(sites);
        return requireNonNull(evidence.site(moment));
    }

    /** The agent has read one stack and waits for the sites while the application puts another one in its place. */
    @Test
    void a_stack_that_is_noted_while_the_agent_interns_is_not_lost() throws InterruptedException {
        Thread agent = new Thread(() -> evidence.intern(sites));
        here(() -> evidence.put(Moment.LAST_READ, new StackCapture()));
        synchronized (sites) {
            agent.start();
            await().until(() -> agent.getState() == Thread.State.BLOCKED);
            there(() -> evidence.put(Moment.LAST_READ, new StackCapture()));
        }
        agent.join();
        String last = innermost(siteOf(Moment.LAST_READ));
        there(() -> evidence.put(Moment.CLOSED, new StackCapture()));

        assertThat(last).isEqualTo(innermost(siteOf(Moment.CLOSED)));
    }

    @Test
    void while_a_stack_is_not_interned_the_one_before_is_told() {
        evidence.endOfStream(1);
        Site before = siteOf(Moment.END_OF_STREAM);
        there(() -> evidence.endOfStream(2));
        there(() -> evidence.endOfStream(3));

        assertThat(evidence.site(Moment.END_OF_STREAM)).isSameAs(before);
    }

    @Test
    void a_busy_socket_leaves_one_stack_a_tick_and_direction() {
        here(() -> evidence.used(Moment.LAST_READ, 1));
        Site first = siteOf(Moment.LAST_READ);
        there(() -> evidence.used(Moment.LAST_READ, 1));
        assertThat(siteOf(Moment.LAST_READ)).isSameAs(first);

        there(() -> evidence.used(Moment.LAST_READ, 2));
        assertThat(siteOf(Moment.LAST_READ)).isNotSameAs(first);
    }

    @Test
    void alternating_uses_leave_no_more_than_sixteen_stacks_in_a_tick() {
        for (int i = 0; i < 8; i++) {
            here(() -> evidence.used(Moment.LAST_READ, 1));
            here(() -> evidence.used(Moment.LAST_WRITTEN, 1));
        }
        Site read = siteOf(Moment.LAST_READ);
        there(() -> evidence.used(Moment.LAST_READ, 1));

        assertThat(siteOf(Moment.LAST_READ)).isSameAs(read);
    }

    @Test
    void the_first_use_keeps_its_stack() {
        here(() -> evidence.used(Moment.LAST_READ, 1));
        Site first = siteOf(Moment.FIRST_USED);
        there(() -> evidence.used(Moment.LAST_WRITTEN, 2));

        assertThat(siteOf(Moment.FIRST_USED)).isSameAs(first).isNotSameAs(siteOf(Moment.LAST_WRITTEN));
    }

    @Test
    void the_end_of_the_stream_leaves_its_stack_beside_that_of_the_read_in_the_same_tick() {
        here(() -> evidence.used(Moment.LAST_READ, 1));
        here(() -> evidence.endOfStream(1));
        Site end = siteOf(Moment.END_OF_STREAM);
        there(() -> evidence.endOfStream(1));
        assertThat(siteOf(Moment.END_OF_STREAM)).isSameAs(end);

        there(() -> evidence.endOfStream(2));
        assertThat(siteOf(Moment.END_OF_STREAM)).isNotSameAs(end);
    }

    @Test
    void a_stack_is_known_once_it_is_interned() {
        here(() -> evidence.put(Moment.CONNECTED, new StackCapture()));
        assertThat(evidence.site(Moment.CONNECTED)).isNull();

        assertThat(siteOf(Moment.CONNECTED)).isNotNull();
        assertThat(evidence.site(Moment.CLOSED)).isNull();
    }
}
