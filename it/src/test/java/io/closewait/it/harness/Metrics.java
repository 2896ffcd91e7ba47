package io.closewait.it.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The samples of one scrape that are closewait's, read from Prometheus' text format. */
public record Metrics(List<Sample> samples) {
    private static final Pattern LINE = Pattern.compile("(closewait_\\w+)(?:\\{(.*)})? (\\S+)(?: \\d+)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** A number with its name and labels. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    public static Metrics parse(String text) {
        return new Metrics(text.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Sample(line.group(1), labels(line.group(2)), Double.parseDouble(line.group(3))))
                .toList());
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher matcher = LABEL.matcher(text == null ? "" : text);
        while (matcher.find()) {
            labels.put(matcher.group(1), matcher.group(2));
        }
        return labels;
    }

    public Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
    }

    public List<Sample> named(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** {@code closewait_sockets} by the label {@code state}, the others by name; those of a row of a table left out. */
    public Map<String, Double> values() {
        return samples.stream()
                .filter(sample -> !sample.labels().containsKey("look_at")
                        // Prometheus has no empty labels: the line of an origin may not be known.
                        && !sample.labels().containsKey("direction"))
                .collect(Collectors.toMap(
                        sample -> sample.name()
                                + (sample.labels().containsKey("state")
                                        ? "." + sample.labels().get("state")
                                        : ""),
                        Sample::value));
    }
}
