package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.instrument.Weaver;
import io.closewait.core.registry.AgentThread;
import io.closewait.core.registry.AgentThread.Event;
import io.closewait.core.thread.AgentLoop;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** In a JVM without hooks: the agent must notice that it can do nothing there. */
class StartCheckTest {
    private static <T> T onThreadOfTheAgent(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        AgentThread thread = new AgentThread(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                },
                "start check");
        thread.start();
        assertThat(result).succeedsWithin(Duration.ofSeconds(30));
        return result.join();
    }

    @Test
    void hooks_that_do_not_fire_are_all_missing() {
        Set<Event> missing = onThreadOfTheAgent(() -> SelfTest.missing((AgentThread) Thread.currentThread()));

        assertThat(missing).containsExactlyInAnyOrder(Event.values());
    }

    @Test
    void what_a_hook_has_told_is_not_missing() {
        Set<Event> missing = onThreadOfTheAgent(() -> {
            AgentThread current = (AgentThread) Thread.currentThread();
            current.seen().add(Event.OPENED);
            return SelfTest.missing(current);
        });

        assertThat(missing).containsExactlyInAnyOrder(Event.ACCEPTED, Event.END_OF_STREAM, Event.CLOSED);
    }

    @Test
    void the_agent_says_which_hooks_do_not_fire_and_what_to_do() {
        Weaver weaver = new Weaver(Instrumentations.loaded());

        String problem = onThreadOfTheAgent(() -> StartCheck.problem(weaver, new AgentLoop()));

        assertThat(problem)
                .isEqualTo("the hooks for [OPENED, ACCEPTED, END_OF_STREAM, CLOSED] do not fire on Java "
                        + System.getProperty("java.version")
                        + "; update closewait, or report this line to its developers");
    }

    @Test
    void there_is_no_problem_when_all_hooks_have_fired() {
        Weaver weaver = new Weaver(Instrumentations.loaded());

        String problem = onThreadOfTheAgent(() -> {
            ((AgentThread) Thread.currentThread()).seen().addAll(Set.of(Event.values()));
            return StartCheck.problem(weaver, new AgentLoop());
        });

        assertThat(problem).isEmpty();
    }

    @Test
    void an_unknown_JVM_is_named() {
        assertThat(StartCheck.unsupported())
                .contains(System.getProperty("java.vm.name"), System.getProperty("java.version"), "OpenJDK 8 to 27");
    }
}
