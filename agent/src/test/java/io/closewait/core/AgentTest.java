package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.config.Option;
import io.closewait.core.config.Options;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the agent does with options that keep it from starting: whatever it asked the JVM for would fail the test. */
class AgentTest {
    @RegisterExtension
    private final LogCapture log = new LogCapture();

    @Test
    void an_agent_that_is_switched_off_does_and_says_nothing() throws IOException {
        new Agent().accept("enabled=false,leakAftr=5s", Instrumentations.loaded());
        new AttachedAgent().accept("enabled=false", Instrumentations.loaded());

        assertThat(log.text()).isEmpty();
    }

    @Test
    void help_names_every_option_after_what_is_wrong_with_those_that_were_given() throws IOException {
        new Agent().accept("help,leakAftr=5s", Instrumentations.loaded());

        assertThat(log.lines())
                .contains("closewait: unknown option 'leakAftr', did you mean 'leakAfter'?")
                .element(0)
                .asString()
                .as("complaints come first")
                .startsWith("closewait: ");
        assertThat(Options.all())
                .extracting(Option::key)
                .allSatisfy(key -> assertThat(log.text()).contains(key));
    }

    @Test
    void the_complaints_are_in_the_format_of_the_log() throws IOException {
        new Agent().accept("help,logFormat=json,leakAftr=5s", Instrumentations.loaded());

        assertThat(log.lines())
                .allSatisfy(line -> assertThat(line).startsWith("{"))
                .anySatisfy(line -> assertThat(line).contains("leakAftr"));
    }
}
