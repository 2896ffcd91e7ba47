package io.closewait.core.jmx;

import static java.util.stream.Collectors.joining;

import io.closewait.core.diagnose.Metric;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;

/** The tables of numbers and of the bean in the documents, without their headings, a line break after each row. */
final class Tables {
    private Tables() {}

    /** For {@code docs/jmx.md}. */
    static String numbers() {
        return rows(
                metric -> true,
                metric -> row(
                        code(metric.attribute()),
                        code(metric.type().getName()),
                        code(metric.path()),
                        metric.metric().isEmpty() ? "" : code(name(metric)),
                        metric.description()));
    }

    /** For {@code docs/jmx.md}. */
    static String formerNames() {
        return rows(
                metric -> !metric.formerAttribute().isEmpty(),
                metric -> row(
                        code(metric.formerAttribute()),
                        code(metric.attribute()),
                        code(metric.formerMetric()),
                        code(metric.metric())));
    }

    /** For {@code docs/report-format.md}. */
    static String totals() {
        return rows(Metric::isTotal, metric -> row(code(metric.path()), "number", metric.description()));
    }

    /** For {@code docs/monitoring/README.md}. */
    static String states() {
        return rows(metric -> !metric.state().isEmpty(), metric -> row(code(metric.state()), metric.description()));
    }

    /** For {@code docs/monitoring/README.md}. */
    static String metrics() {
        return rows(
                metric -> !metric.metric().isEmpty() && metric.state().isEmpty(),
                metric -> row(code(metric.metric()), metric.isCounter() ? "counter" : "gauge", metric.description()));
    }

    /** For {@code docs/monitoring/README.md}. */
    static String formerMetrics() {
        return rows(
                metric -> !metric.formerMetric().isEmpty(),
                metric -> row(code(metric.formerMetric()), code(metric.metric())));
    }

    /** What is no number, for {@code docs/jmx.md}. */
    static String attributes(MBeanInfo info) {
        Predicate<MBeanAttributeInfo> isNumber = attribute -> Stream.of(Metric.values())
                .anyMatch(metric ->
                        Stream.of(metric.attribute(), metric.formerAttribute()).anyMatch(attribute.getName()::equals));
        return Arrays.stream(info.getAttributes())
                .filter(isNumber.negate())
                .map(attribute -> row(
                        code(attribute.getName()),
                        code(attribute.getType().replaceFirst(".*\\.", "")),
                        attribute.getDescription()))
                .sorted()
                .collect(joining());
    }

    /** Operations of one impact, for {@code docs/jmx.md}. */
    static String operations(MBeanInfo info, int impact) {
        return Arrays.stream(info.getOperations())
                .filter(operation -> operation.getImpact() == impact)
                .map(Tables::operation)
                .sorted()
                .collect(joining());
    }

    private static String operation(MBeanOperationInfo operation) {
        MBeanParameterInfo[] parameters = operation.getSignature();
        String names =
                Arrays.stream(parameters).map(MBeanParameterInfo::getName).collect(joining(", "));
        String said = Arrays.stream(parameters)
                .map(parameter -> ". " + code(parameter.getName()) + ": " + parameter.getDescription())
                .collect(joining());
        return row(code(operation.getName() + "(" + names + ")"), operation.getDescription() + said);
    }

    static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String name(Metric metric) {
        return metric.metric() + (metric.state().isEmpty() ? "" : "{state=\"" + metric.state() + "\"}");
    }

    private static String rows(Predicate<Metric> wanted, Function<Metric, String> row) {
        return Stream.of(Metric.values()).filter(wanted).map(row).collect(joining());
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
