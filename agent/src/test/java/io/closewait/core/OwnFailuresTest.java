package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.registry.Failures;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OwnFailuresTest {
    @RegisterExtension
    private final LogCapture log = new LogCapture();

    private final Failures ofHooks = new Failures();
    private final OwnFailures failures = new OwnFailures(ofHooks);

    @Test
    void a_hundred_failed_turns_are_too_many() {
        for (int i = 0; i < 99; i++) {
            failures.add(new IllegalStateException("no"));
        }
        assertThat(failures.reasonToStop()).isNull();

        failures.add(new IllegalStateException("no"));
        assertThat(failures.reasonToStop())
                .isEqualTo("its threads failed 100 times, first with java.lang.IllegalStateException: no");
    }

    @Test
    void a_JVM_without_memory_is_not_the_agents_failure() {
        for (int i = 0; i < 1000; i++) {
            failures.add(new OutOfMemoryError());
        }

        assertThat(failures.reasonToStop()).isNull();
    }

    @Test
    void more_than_a_thousand_failed_hooks_are_too_many() {
        for (int i = 0; i < 1000; i++) {
            ofHooks.add(new IllegalStateException("no"));
        }
        assertThat(failures.reasonToStop()).isNull();

        ofHooks.add(new IllegalStateException("no"));
        assertThat(failures.reasonToStop()).startsWith("its hooks failed 1001 times");
    }

    @Test
    void the_first_failed_turn_is_logged_and_none_after_it() throws IOException {
        failures.tell();
        assertThat(log.text()).isEmpty();
        failures.add(new IllegalStateException("first"));
        failures.add(new IllegalStateException("second"));

        failures.tell();
        failures.tell();

        assertThat(log.text())
                .startsWith("""
                        closewait: a check or a report failed; the next one tries again
                        java.lang.IllegalStateException: first
                        """)
                .containsOnlyOnce("closewait: a check or a report failed")
                .doesNotContain("second");
    }
}
