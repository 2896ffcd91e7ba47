package io.closewait.core.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[4.3,5)|4.3|true",
                "[4.3,5)|4.5.14|true",
                "[4.3,5)|4.10|true",
                "[4.3,5)|5|false",
                "[4.3,5)|5.0|false",
                "[4.3,5)|4.2.6|false",
                "(4.3,5]|4.3.0|false",
                "(4.3,5]|5.0.0|true",
                "(,3]|2.7|true",
                "[2,)|1.9.9|false",
                "[2,)|2.0-rc1|false",
                "[2,)|2.0.0.Final|true",
                "[9.4,10)|9.4.57.v20241219|true",
                "[9,)|1.8.0_482|false",
                "[21,)|21.0.9|true",
                "[12.10,)|12.10.0.jre11|true",
            })
    void a_range_holds_what_maven_says(String range, String version, boolean held) {
        assertThat(VersionRange.parse(range).contains(new Version(version))).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.3", "[4.3]", "4.3,5", "[1,2),[3,4)", ""})
    void what_is_no_range_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionRange.parse(text))
                .withMessageContaining("[4.3,5)");
    }

    @Test
    void versions_that_mean_the_same_are_equal() {
        assertThat(new Version("4.0.0.Final")).isEqualTo(new Version("4")).hasSameHashCodeAs(new Version("4"));
        assertThat(new Version("4.0.1")).isNotEqualTo(new Version("4"));
    }
}
