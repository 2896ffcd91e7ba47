package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Report.Reason;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.SocketRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** When a report is published, and why. */
class ReporterTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration NANO = Duration.ofNanos(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @RegisterExtension
    private final LogCapture log = new LogCapture();

    private ScriptedAgent begun(String options) {
        ScriptedAgent agent = new ScriptedAgent(folder, options);
        agent.reporter.turn();
        return agent;
    }

    @Test
    void the_first_turn_says_what_is_watched_and_reports_nothing() throws IOException {
        ScriptedAgent agent = new ScriptedAgent(folder, "leakAfter=5s,threshold=1");
        agent.leak(7, "buy");

        agent.reporter.turn();

        assertThat(log.text())
                .contains("watching the sockets of this JVM (scripted), a leak is reported 5 s after its peer left");
        assertThat(agent.turns).isZero();
        assertThat(agent.published).isEmpty();
    }

    @Test
    void a_leak_is_reported_when_it_has_settled_for_a_second() {
        ScriptedAgent agent = begun("");
        agent.leak(7, "buy");

        agent.turnAfter(SECOND.minus(NANO));
        assertThat(agent.published).isEmpty();
        agent.turnAfter(NANO);

        assertThat(agent.reasons()).containsExactly(Reason.CHANGE);
        assertThat(agent.published.get(0).totals.count(Metric.LEAKED)).isEqualTo(1);
    }

    @Test
    void the_next_change_waits_for_the_interval() {
        ScriptedAgent agent = begun("");
        SocketRecord record = agent.leak(7, "buy");
        agent.turnAfter(SECOND);

        agent.close(record);
        agent.turnAfter(INTERVAL.minus(NANO));
        assertThat(agent.published).hasSize(1);
        agent.turnAfter(NANO);

        assertThat(agent.reasons()).containsExactly(Reason.CHANGE, Reason.CHANGE);
        assertThat(agent.published.get(1).ended).hasSize(1);
    }

    @Test
    void a_changed_interval_counts_at_once() {
        ScriptedAgent agent = begun("");
        agent.leak(7, "buy");
        agent.turnAfter(SECOND);

        agent.reporter.reconfigure(ScriptedAgent.options("interval=2s"));
        agent.turnAfter(Duration.ofSeconds(2));

        assertThat(agent.published).hasSize(2);
    }

    @Test
    void as_many_leaks_as_the_threshold_are_reported_at_once_and_again_after_there_were_fewer() {
        ScriptedAgent agent = begun("threshold=2");
        agent.leak(7, "buy");
        agent.turnAfter(SECOND);
        SocketRecord second = agent.leak(8, "buy");
        agent.turnAfter(AT_ONCE);
        agent.turnAfter(SECOND);
        assertThat(agent.reasons()).containsExactly(Reason.CHANGE, Reason.THRESHOLD);

        agent.close(second);
        agent.turnAfter(SECOND);
        agent.leak(9, "buy");
        agent.turnAfter(SECOND);

        assertThat(agent.reasons())
                .endsWith(Reason.THRESHOLD)
                .filteredOn(Reason.THRESHOLD::equals)
                .hasSize(2);
    }

    @Test
    void a_leak_that_the_application_ends_in_part_does_not_count_for_the_threshold() {
        ScriptedAgent agent = begun("threshold=1,interval=1h");
        SocketRecord record = agent.leak(7, "buy");
        Records.shutOutput(record);

        agent.turnAfter(AT_ONCE);

        assertThat(agent.published).isEmpty();
    }

    @Test
    void a_period_brings_a_report_when_nothing_leaks() {
        ScriptedAgent agent = begun("every=10s");

        agent.turnAfter(Duration.ofSeconds(10).minus(NANO));
        assertThat(agent.published).isEmpty();
        agent.turnAfter(NANO);

        assertThat(agent.reasons()).containsExactly(Reason.PERIOD);
    }

    @Test
    void the_triggers_file_asks_for_a_report_and_goes() throws IOException {
        Path trigger = folder.resolve("now");
        ScriptedAgent agent = begun("trigger=" + trigger);
        agent.turnAfter(SECOND);
        assertThat(agent.published).isEmpty();

        Files.createFile(trigger);
        agent.turnAfter(SECOND);
        agent.turnAfter(SECOND);

        assertThat(agent.reasons()).containsExactly(Reason.REQUEST);
        assertThat(trigger).doesNotExist();
    }

    @Test
    void a_wish_is_granted_in_the_next_turn() throws InterruptedException {
        ScriptedAgent agent = begun("");
        agent.reporter.wantReport();

        assertThat(agent.reporter.awaitTurn()).isTrue();
        agent.turnAfter(AT_ONCE);

        assertThat(agent.reasons()).containsExactly(Reason.REQUEST);
    }

    @Test
    void too_few_descriptors_are_reported_at_once() throws IOException {
        ScriptedAgent.descriptors(folder, 89);
        ScriptedAgent agent = begun("");
        agent.turnAfter(SECOND);
        assertThat(agent.published).isEmpty();

        ScriptedAgent.descriptors(folder, 90);
        agent.turnAfter(SECOND);
        agent.turnAfter(SECOND);

        assertThat(agent.reasons()).containsExactly(Reason.DESCRIPTORS);
    }

    @Test
    void an_open_that_failed_for_lack_of_descriptors_is_reported_whatever_the_percentage() throws IOException {
        ScriptedAgent.descriptors(folder, 95);
        ScriptedAgent agent = begun("descriptorAlarm=99");
        agent.turnAfter(SECOND);
        assertThat(agent.published).isEmpty();

        agent.reporter.reasons().openFailed();
        agent.turnAfter(AT_ONCE);

        assertThat(agent.reasons()).containsExactly(Reason.DESCRIPTORS);
    }

    @Test
    void a_connect_that_failed_while_ports_are_free_is_no_alarm() {
        ScriptedAgent agent = begun("");
        agent.reporter.reasons().connectFailed();

        agent.turnAfter(SECOND);

        assertThat(agent.published).isEmpty();
    }

    @Test
    void a_file_that_could_not_be_written_is_tried_again_after_the_interval() throws IOException {
        Path json = folder.resolve("later/report.json");
        ScriptedAgent agent = begun("json=" + json);
        agent.leak(7, "buy");
        agent.turnAfter(SECOND);
        agent.turnAfter(INTERVAL);
        Files.createDirectory(json.getParent());

        agent.turnAfter(INTERVAL.minus(NANO));
        assertThat(json).doesNotExist();
        agent.turnAfter(NANO);

        assertThat(json).exists();
        assertThat(agent.published).as("nothing is new").hasSize(1);
    }

    @Test
    void what_only_a_census_sees_is_reported_when_one_is_taken_every_interval() {
        ScriptedAgent agent = begun("");
        agent.turnAfter(INTERVAL);
        Records.markLeaked(agent.registry, agent.open(8, "sell"));

        agent.turnAfter(INTERVAL.minus(NANO));
        assertThat(agent.published).isEmpty();
        agent.turnAfter(NANO);

        assertThat(agent.reasons()).containsExactly(Reason.CHANGE);
    }

    @Test
    void a_census_that_finds_nothing_new_is_not_published() {
        ScriptedAgent agent = begun("");
        agent.leak(7, "buy");
        agent.turnAfter(SECOND);

        agent.turnAfter(INTERVAL.multipliedBy(2));
        agent.turnAfter(INTERVAL.multipliedBy(2));

        assertThat(agent.published).hasSize(1);
    }

    @Test
    void where_the_agent_was_attached_the_first_census_is_taken_at_once() {
        ScriptedAgent agent = new ScriptedAgent(folder, "", true);
        agent.reporter.turn();
        Records.markLeaked(agent.registry, agent.open(8, "sell"));

        agent.turnAfter(AT_ONCE);

        assertThat(agent.reasons()).containsExactly(Reason.CHANGE);
    }

    @Test
    void the_report_is_rehearsed_once_after_five_seconds_and_not_published() {
        ScriptedAgent agent = begun("");
        agent.turnAfter(Duration.ofSeconds(5));

        Report rehearsed = agent.reporter.reports().recent(Long.MAX_VALUE);
        agent.turnAfter(SECOND);

        assertThat(agent.reporter.reports().recent(Long.MAX_VALUE)).isSameAs(rehearsed);
        assertThat(agent.published).isEmpty();
    }

    @Test
    void after_a_failed_turn_the_next_one_reports() {
        ScriptedAgent agent = begun("");
        Exception failure = new IllegalStateException("no");

        agent.reporter.failed(failure);
        agent.turnAfter(SECOND);

        assertThat(agent.failures).containsExactly(failure);
        assertThat(agent.reasons()).containsExactly(Reason.CHANGE);
    }

    // ---- the end ----

    @Test
    void there_is_no_turn_after_the_end() throws InterruptedException {
        ScriptedAgent agent = begun("");

        agent.reporter.end();

        assertThat(agent.reporter.awaitTurn()).isFalse();
    }

    @Test
    void leaks_are_reported_once_more_when_the_JVM_ends() {
        ScriptedAgent agent = begun("");
        agent.leak(7, "buy");

        agent.reporter.finish();

        assertThat(agent.reasons()).containsExactly(Reason.SHUTDOWN);
    }

    @Test
    void a_leak_that_has_ended_since_the_last_report_is_told_when_the_JVM_ends() {
        ScriptedAgent agent = begun("");
        agent.close(agent.leak(7, "buy"));

        agent.reporter.finish();

        assertThat(agent.published)
                .singleElement()
                .satisfies(report -> assertThat(report.ended).hasSize(1));
    }

    @Test
    void nothing_is_reported_at_the_end_if_nothing_leaks_and_no_file_is_wanted() {
        ScriptedAgent agent = begun("");
        agent.open(7, "buy");

        agent.reporter.finish();

        assertThat(agent.published).isEmpty();
    }

    @Test
    void a_file_is_wanted_at_the_end_although_nothing_leaks() {
        ScriptedAgent agent = begun("json=" + folder.resolve("report.json"));

        agent.reporter.finish();

        assertThat(agent.reasons()).containsExactly(Reason.SHUTDOWN);
        assertThat(folder.resolve("report.json")).exists();
    }

    @Test
    void without_a_report_at_the_end_the_exit_code_is_decided_all_the_same() {
        ScriptedAgent agent = begun("shutdownReport=false,failOnLeak=true");
        agent.leak(7, "buy");
        assertThat(agent.reporter.reports().leaks()).isZero();

        agent.reporter.finish();

        assertThat(agent.published).isEmpty();
        assertThat(agent.reporter.reports().leaks()).isEqualTo(1);
    }

    @Test
    void nobody_waits_for_the_end_when_there_is_nothing_to_say() {
        ScriptedAgent agent = begun("");

        CompletableFuture<Void> ended = CompletableFuture.runAsync(agent.reporter::endAndWait);

        assertThat(ended).succeedsWithin(Duration.ofSeconds(4)); // nobody finishes: it would wait for five
    }

    @Test
    void whoever_ends_a_JVM_with_leaks_waits_for_the_last_report() {
        ScriptedAgent agent = begun("");
        agent.leak(7, "buy");
        CompletableFuture<Boolean> hasReported = CompletableFuture.supplyAsync(() -> {
            agent.reporter.endAndWait();
            return !agent.published.isEmpty();
        });

        agent.reporter.finish();

        assertThat(hasReported).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(true);
    }

    @Test
    void a_last_report_that_fails_is_logged_and_nobody_waits_for_another() throws IOException {
        ScriptedAgent agent = new ScriptedAgent(folder, "") {
            @Override
            public void published(Report report) {
                throw new IllegalStateException("no");
            }
        };
        agent.reporter.turn();
        agent.leak(7, "buy");

        agent.reporter.finish();
        CompletableFuture<Void> ended = CompletableFuture.runAsync(agent.reporter::endAndWait);

        assertThat(ended).succeedsWithin(Duration.ofSeconds(4));
        assertThat(log.text()).contains("closewait: the final report failed\njava.lang.IllegalStateException: no");
    }

    @Test
    void known_leaks_are_left_out_of_the_exit_code() {
        ScriptedAgent agent = begun("failOnLeak=true,exclude=frame:com.acme.*");
        agent.leak(7, "buy");

        agent.reporter.finish();

        assertThat(agent.reporter.reports().leaks()).isZero();
        assertThat(agent.published)
                .allSatisfy(report -> assertThat(report.known).hasSize(1));
    }
}
