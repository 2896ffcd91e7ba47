package io.closewait.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void a_sample_is_its_median_and_its_middle_half() {
        assertThat(Sample.of(List.of(4.0, 1.0, 3.0, 2.0, 100.0))).isEqualTo(new Sample(3, 2, 4));
    }

    @Test
    void a_ratio_becomes_a_percentage() {
        assertThat(new Sample(1.5, 1.25, 1.75).scaled(100, -100)).isEqualTo(new Sample(50, 25, 75));
    }

    @Test
    void a_quantile_between_two_values_is_between_them() {
        assertThat(Sample.quantile(List.of(0.0, 10.0), 0.99)).isEqualTo(9.9);
    }

    @Test
    void nothing_measured_is_no_sample() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sample.of(List.of()));
    }
}
