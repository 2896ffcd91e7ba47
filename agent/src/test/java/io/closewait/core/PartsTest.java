package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.config.Options;
import io.closewait.core.detect.Detector;
import io.closewait.core.diagnose.Report.Reason;
import io.closewait.core.jfr.FlightRecording;
import io.closewait.core.log.AgentLog;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options make of the agent's parts. */
class PartsTest {
    private final Instrumentation instrumentation = Instrumentations.loaded();
    private final ScriptedAgent agent;
    private final Parts parts;

    PartsTest(@TempDir Path folder) {
        agent = new ScriptedAgent(folder, "");
        parts = new Parts(instrumentation, false, agent.registry, agent.sites);
    }

    @Test
    void the_detector_is_the_one_of_the_option() throws IOException {
        Options options = ScriptedAgent.options("detector=poll");

        assertThat(parts.detector(options, agent).name()).isEqualTo("poll");
    }

    @Test
    void a_reporter_knows_this_process_and_whose_code_is_whose() {
        Options options = ScriptedAgent.options("application=com.acme.");
        Detector detector = agent.script.detector();
        agent.leak(7, "buy");

        Reporter reporter =
                parts.reporter(options, detector, new FlightRecording(instrumentation, AgentLog.logger()), agent);

        assertThat(reporter.publisher().about().attached).isFalse();
        assertThat(reporter.reports().make(Reason.REQUEST, false).leaks)
                .singleElement()
                .satisfies(group -> assertThat(group.lookAt()).hasToString("com.acme.Shop.buy(Shop.java:1)"));
    }
}
