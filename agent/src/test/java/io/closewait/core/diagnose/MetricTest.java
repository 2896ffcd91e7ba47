package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricTest {
    @Test
    void no_two_numbers_have_the_same_name() {
        assertThat(Metric.values()).extracting(Metric::path).doesNotHaveDuplicates();
        assertThat(Stream.of(Metric.values())
                        .flatMap(metric -> Stream.of(metric.attribute(), metric.formerAttribute()))
                        .filter(name -> !name.isEmpty()))
                .doesNotHaveDuplicates();
        assertThat(Stream.of(Metric.values())
                        .flatMap(metric -> Stream.of(metric.metric() + metric.state(), metric.formerMetric()))
                        .filter(name -> !name.isEmpty()))
                .doesNotHaveDuplicates();
    }

    @Test
    void what_only_grows_says_so_in_both_its_names() {
        assertThat(Metric.values())
                .allSatisfy(metric -> assertThat(metric.attribute().endsWith("Total"))
                        .as(metric.name())
                        .isEqualTo(metric.isCounter()));
    }

    @Test
    void the_socket_that_waits_is_in_CLOSE_WAIT_and_in_no_other_state() {
        Totals.Counts counts = new Totals.Counts();
        counts.add(Metric.CLOSE_WAIT, 10);
        counts.add(Metric.LEAKED, 4);
        counts.add(Metric.KNOWN, 2);
        counts.add(Metric.HALF_CLOSED_BUSY);

        assertThat(counts.totals().count(Metric.WAITING)).isEqualTo(3);
    }

    @Test
    void an_attribute_has_the_type_that_it_is_declared_with() {
        assertThat(Metric.OPEN.attributeValue(7)).isEqualTo(7);
        assertThat(Metric.OPENED.attributeValue(5_000_000_000L)).isEqualTo(5_000_000_000L);
        assertThat(Metric.OLDEST_LEAK.attributeValue(1_500)).isEqualTo(1.5);
    }
}
