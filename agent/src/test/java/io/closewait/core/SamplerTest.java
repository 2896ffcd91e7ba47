package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.closewait.core.diagnose.OpenHistory;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.SocketRecord;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ScriptedAgent agent;
    private final Sampler sampler;

    SamplerTest(@TempDir Path folder) {
        agent = new ScriptedAgent(folder, "");
        sampler = new Sampler(
                agent.registry, agent.sites, agent.script.detector(), new OpenHistory(0), agent.script::now);
    }

    @Test
    void the_counts_are_noted_once_a_second() {
        sampler.sample();
        Records.adopted(agent.registry, 7);
        agent.script.pass(SECOND.minusMillis(1));
        sampler.sample();
        assertThat(sampler.open()).isZero();

        agent.script.pass(Duration.ofMillis(1));
        sampler.sample();

        assertThat(sampler.open()).isEqualTo(1);
        assertThat(sampler.history().points())
                .extracting(point -> point.atMillis, point -> point.open)
                .containsExactly(tuple(0L, 0), tuple(1000L, 1));
    }

    @Test
    void the_last_moment_is_noted_however_short_the_time_since_the_one_before() {
        sampler.sample();
        Records.adopted(agent.registry, 7);

        sampler.sampleNow();

        assertThat(sampler.open()).isEqualTo(1);
    }

    @Test
    void leaks_and_what_may_become_one_are_counted_apart() {
        agent.leak(7, "buy");
        agent.script.peerCloses(agent.open(8, "buy"));
        agent.open(9, "buy");

        sampler.sample();

        assertThat(sampler.leaked()).isEqualTo(1);
        assertThat(sampler.history().points())
                .extracting(point -> point.peerClosed, point -> point.leaked)
                .containsExactly(tuple(2, 1));
    }

    @Test
    void what_is_closed_since_the_last_check_or_ended_by_both_sides_or_adopted_does_not_count() {
        Records.shutOutput(agent.leak(8, "buy"));
        SocketRecord adopted = Records.adopted(agent.registry, 9);
        adopted.markWatched();
        agent.script.leak(adopted);
        Records.close(agent.registry, agent.leak(7, "buy"));

        sampler.sample();

        assertThat(sampler.leaked()).isZero();
        assertThat(sampler.history().points())
                .extracting(point -> point.peerClosed)
                .containsExactly(0);
    }
}
