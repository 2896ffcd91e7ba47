package io.closewait.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void an_unknown_scenario_is_answered_with_the_nearest_one() throws Exception {
        DemoRun run = DemoRun.of("redsi");

        assertThat(run.output()).contains("demo: error: unknown scenario \"redsi\"; did you mean \"redis\"?");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void help_names_every_scenario() throws Exception {
        DemoRun run = DemoRun.of("--help");

        for (Catalogue.Entry entry : Catalogue.ENTRIES) {
            assertThat(run.output()).anyMatch(line -> line.startsWith("  " + entry.name() + " "));
        }
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_negative_hold_is_refused() throws Exception {
        DemoRun run = DemoRun.of("http", "--hold=-1");

        assertThat(run.output()).contains("demo: error: --hold must not be negative: -1");
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
