package io.closewait.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {

    @ParameterizedTest
    @CsvSource({
        "redis, 8, 0",
        "http, 12, 0",
        "server, 20, 0",
        "acceptor, 20, 0",
        "abandoned, 10, 10",
        "selector, 10, 0",
        "stuck, 10, 0",
        "healthy, 1, 0",
        "mixed, 91, 10"
    })
    void the_kernel_counts_what_the_scenario_leaks(String scenario, int held, int leftOver) throws Exception {
        DemoRun run = DemoRun.of(scenario, "--hold", "1");

        assertThat(run.kernelCounts()).as("%s", run.output()).containsExactly(0, held, held, leftOver);
        assertThat(run.output()).contains("demo: holding for 1 s", "demo: hold ended");
        assertThat(run.output()).last().isEqualTo("demo: done");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void connections_in_the_backlog_are_told_apart() throws Exception {
        assertThat(DemoRun.of("acceptor", "--hold", "0").output()).contains("demo: kernel: 20 of them never accepted");
    }

    @Test
    void running_out_of_descriptors_is_survived() throws Exception {
        DemoRun run = DemoRun.withDescriptors(256, "exhaust", "--hold", "2");

        assertThat(run.output())
                .anyMatch(line -> line.endsWith("subscribe failed: java.net.SocketException: Too many open files"));
        assertThat(run.kernelCounts()).as("%s", run.output()).hasSize(4);
        assertThat(run.kernelCounts().get(2)).isGreaterThan(150);
        assertThat(run.kernelCounts()).last().isEqualTo(0);
        assertThat(run.output()).last().isEqualTo("demo: done");
        assertThat(run.exitCode()).isZero();
    }
}
