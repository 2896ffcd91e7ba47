package io.closewait.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.detect.DetectorMode;
import io.closewait.core.pattern.PatternRule;
import io.closewait.core.report.ReportForm;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static Options options(String arguments) {
        return Options.of(arguments, Map.of(), null);
    }

    @Test
    void without_any_option_the_defaults_hold() {
        Options options = Options.of(null, Map.of(), null);

        assertThat(options.get(Options.LEAK_AFTER)).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.get(Options.ENABLED)).isTrue();
        assertThat(options.file(ReportForm.JSON)).isNull();
        assertThat(options.given()).isEmpty();
        assertThat(options.complaints()).isEmpty();
    }

    @Test
    void arguments_come_before_properties_and_these_before_the_environment() {
        Options options = Options.of(
                "leakAfter=3s", Map.of("leakAfter", "5s", "interval", "5s"), "leakAfter=7s,interval=7s,maxDepth=7");

        assertThat(options.get(Options.LEAK_AFTER)).isEqualTo(Duration.ofSeconds(3));
        assertThat(options.get(Options.INTERVAL)).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.get(Options.MAX_DEPTH)).isEqualTo(7);
        assertThat(options.given()).isEqualTo(Map.of("leakAfter", "3s", "interval", "5s", "maxDepth", "7"));
    }

    @Test
    void a_wrong_value_leaves_the_weaker_right_one_in_force() {
        Options options = Options.of("leakAfter=soon", Map.of("leakAfter", "5s"), null);

        assertThat(options.get(Options.LEAK_AFTER)).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.complaints()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "leekAfter=2s      | unknown option 'leekAfter', did you mean 'leakAfter'?",
                "LEAKAFTER=2s      | unknown option 'LEAKAFTER', did you mean 'leakAfter'?",
                "colour=red        | unknown option 'colour': 'help' lists all of them",
                "leakAfter=2x      | option leakAfter='2x' is not a duration such as 500ms, 60s, 5m or 2h; using 60s",
                "leakAfter=99999999d | option leakAfter='99999999d' is not a duration such as 500ms, 60s, 5m or 2h; using 60s",
                "json              | option json='' is not the path of a file in a folder that exists; using none",
                "leakAfter         | option leakAfter='' is not a duration such as 500ms, 60s, 5m or 2h; using 60s",
                "leakAfter=        | option leakAfter='' is not a duration such as 500ms, 60s, 5m or 2h; using 60s",
                "detector=epol     | option detector='epol' is not one of auto, epoll, poll (nearest: epoll); using auto",
                "maxDepth=0        | option maxDepth='0' is not a number from 1 to 1024; using 64",
                "maxDepth=many     | option maxDepth='many' is not a number from 1 to 1024; using 64",
                "jmx=yes           | option jmx='yes' is not true or false; using true",
                "json=             | option json='' is not the path of a file in a folder that exists; using none",
                "log='/tmp/a       | a quote is not closed in the agent's options: log='/tmp/a"
            })
    void what_is_wrong_is_named_with_what_is_right(String arguments, String complaint) {
        Options options = options(arguments);

        assertThat(options.complaints()).containsExactly(complaint);
        assertThat(options.given()).isEmpty();
    }

    @Test
    void a_complaint_tells_of_the_value_that_is_really_used() {
        Options options = Options.of("leakAfter=2x", Map.of("leakAfter", "5s"), null);

        assertThat(options.complaints()).singleElement().asString().endsWith("; using 5s");
    }

    @Test
    void right_options_beside_wrong_ones_hold() {
        Options options = options("leekAfter=2s,interval=9s,grace=no");

        assertThat(options.get(Options.INTERVAL)).isEqualTo(Duration.ofSeconds(9));
        assertThat(options.complaints()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log='/tmp/a,b=c.log',leakAfter=2s",
                "leakAfter=2s,log=\"/tmp/a,b=c.log\"",
                " log = '/tmp/a,b=c.log' , leakAfter = 2s ,"
            })
    void a_quoted_value_may_hold_commas_and_equals_signs(String arguments) {
        Options options = options(arguments);

        assertThat(options.complaints()).isEmpty();
        assertThat(options.given()).isEqualTo(Map.of("log", "/tmp/a,b=c.log", "leakAfter", "2s"));
    }

    @Test
    void a_flag_alone_means_true() {
        assertThat(options("help").get(Options.HELP)).isTrue();
        assertThat(options("failOnLeak").given()).isEqualTo(Map.of("failOnLeak", "true"));
    }

    @Test
    void a_quote_inside_a_value_is_part_of_it() {
        assertThat(options("log=/tmp/it's.log,leakAfter=2s").get(Options.LOG)).isEqualTo("/tmp/it's.log");
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "0s, 0", "60s, 60000", "5m, 300000", "2H, 7200000", "1d, 86400000"})
    void durations_carry_their_unit(String text, long millis) {
        assertThat(options("leakAfter=" + text).get(Options.LEAK_AFTER)).hasMillis(millis);
    }

    @Test
    void a_relative_path_is_taken_from_where_the_JVM_started() {
        assertThat(options("json=x.json").file(ReportForm.JSON))
                .isEqualTo(Path.of("x.json").toAbsolutePath());
    }

    @Test
    void a_second_start_changes_what_can_be_changed() {
        Options first = options("leakAfter=2s,maxDepth=10");

        Options second = first.with("interval=5s,maxDepth=10,leakAfter=3s");

        assertThat(second.given()).isEqualTo(Map.of("leakAfter", "3s", "interval", "5s", "maxDepth", "10"));
        assertThat(second.complaints()).isEmpty();
        assertThat(first.get(Options.LEAK_AFTER)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_value_is_parsed_once() {
        Options options = options("leakAfter=3s,leakAfterFor='port:80=5s;peer:10.*=2m'");

        assertThat(options.get(Options.LEAK_AFTER)).isSameAs(options.get(Options.LEAK_AFTER));
        assertThat(options.get(Options.INTERVAL)).isSameAs(options.get(Options.INTERVAL));
        assertThat(options.get(Options.LEAK_AFTER_FOR))
                .isSameAs(options.get(Options.LEAK_AFTER_FOR))
                .extracting(PatternRule::value)
                .containsExactly(Duration.ofSeconds(5), Duration.ofMinutes(2));
    }

    @Test
    void an_option_that_is_declared_is_known_by_its_key() throws Exception {
        List<String> declared = new ArrayList<>();
        for (Field field : Options.class.getFields()) {
            declared.add(((Option<?>) field.get(null)).key());
        }
        for (ReportForm form : ReportForm.values()) {
            declared.add(form.key());
        }

        assertThat(Options.all())
                .extracting(Option::key)
                .hasSizeGreaterThan(20)
                .containsExactlyInAnyOrderElementsOf(declared);
        assertThat(Options.all()).extracting(Option::key).doesNotHaveDuplicates();
    }

    @Test
    void a_second_start_is_told_what_comes_too_late() {
        Options second = options("maxDepth=10").with("maxDepth=20,detector=poll,leakAfter=3s");

        assertThat(second.get(Options.MAX_DEPTH)).isEqualTo(10);
        assertThat(second.get(Options.LEAK_AFTER)).isEqualTo(Duration.ofSeconds(3));
        assertThat(second.given()).isEqualTo(Map.of("maxDepth", "10", "leakAfter", "3s"));
        assertThat(second.complaints())
                .containsExactly(
                        "option detector='poll' comes too late: it is read when the agent starts, and stays auto",
                        "option maxDepth='20' comes too late: it is read when the agent starts, and stays 10");
        assertThat(second.get(Options.DETECTOR)).isEqualTo(DetectorMode.AUTO);
    }
}
