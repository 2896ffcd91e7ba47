package io.closewait.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestedJdksTest {
    private static final int NEWEST = Integer.parseInt(
            AgentVersion.supportedJdks().get(AgentVersion.supportedJdks().size() - 1));

    @Test
    void a_newer_Java_is_said_to_be_untested() {
        assertThat(TestedJdks.note(String.valueOf(NEWEST + 1)))
                .isEqualTo("Java " + (NEWEST + 1) + " is untested: this version of closewait is tested on OpenJDK 8 to "
                        + NEWEST + " on Linux x86-64; its self-test found nothing wrong");
    }

    @Test
    void nothing_is_said_about_the_newest_that_is_tested() {
        assertThat(TestedJdks.note(String.valueOf(NEWEST))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8", "11", "17", "", "?"})
    void nothing_is_said_about_the_others(String version) {
        assertThat(TestedJdks.note(version)).isEmpty();
    }
}
