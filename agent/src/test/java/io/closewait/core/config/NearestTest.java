package io.closewait.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "leekAfter, leakAfter",
        "leakafter, leakAfter",
        "interwal, interval",
        "lgo, log",
        "josn, json",
        "something-else, ''"
    })
    void a_typing_error_leads_to_the_word_that_was_meant(String wrong, String right) {
        assertThat(Nearest.to(wrong, "leakAfter", "interval", "json", "log")).isEqualTo(right);
    }
}
