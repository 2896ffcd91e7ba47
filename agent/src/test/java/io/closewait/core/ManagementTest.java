package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.closewait.core.config.Options;
import io.closewait.core.diagnose.OpenSocket;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Report.Reason;
import io.closewait.core.jmx.Closewait;
import io.closewait.core.jmx.Setting;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent does for JMX clients, and what it refuses. */
class ManagementTest {
    private static final String ORIGIN = "com.acme.Shop.buy(Shop.java:1)";

    @RegisterExtension
    private final LogCapture log = new LogCapture();

    private final ScriptedAgent agent;
    private final AgentControl control = new AgentControl();
    private final Management management;

    ManagementTest(@TempDir Path folder) {
        agent = new ScriptedAgent(folder, "");
        management = new Management(control, agent.reporter, new SocketCloser(agent.script.detector()));
    }

    /** Notes what it is told. */
    private static final class AgentControl implements Management.Control {
        Options options = ScriptedAgent.options("leakAfter=5s");
        final List<String> told = new ArrayList<>();

        @Override
        public Options options() {
            return options;
        }

        @Override
        public String reconfigure(String arguments) {
            options = options.with(arguments);
            return "";
        }

        @Override
        public void stop(String why) {
            told.add("stopped, " + why);
        }
    }

    // ---- settings ----

    @Test
    void a_setting_is_as_the_options_have_it() {
        assertThat(management.setting(Setting.LEAK_AFTER)).isEqualTo("5s");
        assertThat(management.setting(Setting.INTERVAL)).isEqualTo("60s");
        assertThat(management.setting(Setting.LOG_LEVEL)).isEqualTo("info");
    }

    @Test
    void a_changed_setting_changes_the_option_and_no_other() {
        management.change(Setting.LEAK_AFTER, "7s");
        management.change(Setting.INTERVAL, "2m");
        management.change(Setting.LOG_LEVEL, "debug");

        assertThat(control.options.given())
                .hasSize(3)
                .containsEntry("leakAfter", "7s")
                .containsEntry("interval", "2m")
                .containsEntry("logLevel", "debug");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1s", "", "5s,allowClose=true", "5s\",allowClose=\"true", "5s',\"allowClose=true"})
    void a_value_that_is_no_duration_is_refused_and_nothing_changes(String value) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> management.change(Setting.LEAK_AFTER, value));

        assertThat(control.options.given()).hasSize(1).containsEntry("leakAfter", "5s");
    }

    @Test
    void a_refusal_names_the_value_and_what_is_right() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> management.change(Setting.LOG_LEVEL, "loud"))
                .withMessageContaining("loud")
                .withMessageContaining("debug");
    }

    // ---- reports and sockets ----

    @Test
    void a_report_is_made_anew_only_if_it_must_be() {
        Report first = management.report(true);

        assertThat(management.report(true)).isNotSameAs(first);
        Report second = agent.reporter.reports().recent(Long.MAX_VALUE);
        assertThat(management.report(false))
                .satisfiesAnyOf(
                        report -> assertThat(report).isSameAs(second),
                        report -> assertThat(report.atMillis - second.atMillis).isGreaterThanOrEqualTo(1000));
    }

    @Test
    void each_form_is_of_the_report_that_it_is_given() {
        agent.leak(7, "buy");
        Report report = management.report(true);

        assertThat(management.text(report)).startsWith("closewait: 1 socket").contains(ORIGIN);
        assertThat(management.openText(report)).contains(ORIGIN);
        assertThat(management.json(report)).startsWith("{").contains(ORIGIN);
        assertThat(management.html(report)).startsWith("<!doctype html>").contains(ORIGIN);
        assertThat(management.version()).isEqualTo(agent.reporter.publisher().about().version);
    }

    @Test
    void sockets_are_picked_by_patterns_all_without() {
        agent.open(7, "buy");
        agent.open(8, "sell");

        assertThat(management.openSockets("")).hasSize(2);
        assertThat(management.openSockets("frame:com.acme.Shop.sell"))
                .extracting(socket -> socket.record.number())
                .containsExactly(8);
        assertThat(management.socketsClosedByGc(0, "")).isEmpty();
    }

    @Test
    void a_pattern_that_is_none_is_refused_with_its_name() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> management.openSockets("colour:red"))
                .withMessageContaining("colour:red");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> management.socketsClosedByGc(0, "colour:red"))
                .withMessageContaining("colour:red");
    }

    @Test
    void the_report_on_some_sockets_names_only_these() {
        agent.leak(7, "buy");
        agent.leak(8, "sell");
        OpenSocket buying = management.openSockets("frame:com.acme.Shop.buy").get(0);

        assertThat(management.leakedSockets()).hasSize(2);
        assertThat(management.text(Set.of(buying.id))).contains(ORIGIN).doesNotContain("Shop.sell");
    }

    @Test
    void a_wish_for_a_report_is_passed_on() {
        agent.reporter.turn();
        management.publish();
        agent.reporter.turn();

        assertThat(agent.reasons()).containsExactly(Reason.REQUEST);
    }

    @Test
    void stopping_says_who_wanted_it() {
        management.stop();

        assertThat(control.told).containsExactly("stopped, as requested through JMX");
    }

    // ---- closing ----

    @Test
    void sockets_are_closed_only_if_the_option_allows_it() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            agent.script.leak(agent.open(7, channel));

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> management.close(Set.of(1L), ""))
                    .withMessageContaining("allowClose=true");
            assertThat(channel.isOpen()).isTrue();
        }
    }

    @Test
    void the_sockets_with_these_ids_are_closed_and_no_others() throws IOException {
        control.options = ScriptedAgent.options("allowClose=true");
        try (SocketChannel wanted = SocketChannel.open();
                SocketChannel other = SocketChannel.open()) {
            agent.script.leak(agent.open(7, wanted));
            agent.script.leak(agent.open(8, other));
            long id = management.openSockets("").stream()
                    .filter(socket -> socket.record.number() == 7)
                    .findFirst()
                    .orElseThrow()
                    .id;

            assertThat(management.close(Set.of(id), "")).isEqualTo("closed 1 of 1");
            assertThat(wanted.isOpen()).isFalse();
            assertThat(other.isOpen()).isTrue();
        }
    }

    @Test
    void of_an_origin_the_leaks_are_closed_and_the_healthy_ones_not() throws IOException {
        control.options = ScriptedAgent.options("allowClose=true");
        StackTraceElement line = new StackTraceElement("com.acme.Shop", "buy", "Shop.java", 1);
        try (SocketChannel leaked = SocketChannel.open();
                SocketChannel healthy = SocketChannel.open()) {
            agent.script.leak(agent.open(7, leaked, line));
            agent.open(8, healthy, line);
            String fingerprint = management.leakedSockets().get(0).fingerprint;

            assertThat(management.close(Set.of(), fingerprint)).isEqualTo("closed 1 of 1");
            assertThat(leaked.isOpen()).isFalse();
            assertThat(healthy.isOpen()).isTrue();
        }
    }

    @Test
    void nothing_is_closed_for_an_origin_that_nobody_knows() {
        control.options = ScriptedAgent.options("allowClose=true");
        agent.leak(7, "buy");

        assertThat(management.close(Set.of(), "no such origin")).isEqualTo("closed 0 of 0");
    }

    // ---- the bean ----

    private static boolean isRegistered() throws JMException {
        return ManagementFactory.getPlatformMBeanServer().isRegistered(new ObjectName(Closewait.NAME));
    }

    @Test
    void the_bean_is_there_once_somebody_has_started_JMX_and_goes_with_the_agent() throws JMException {
        assertThat(isRegistered()).isFalse(); // this asks for the server, as an application may
        management.published(management.report(true));
        management.turn();
        management.turn();
        assertThat(isRegistered()).isTrue();
        management.published(management.report(true));

        management.unregister();
        assertThat(isRegistered()).isFalse();
        management.turn();
        assertThat(isRegistered()).as("it has stopped").isFalse();
    }

    @Test
    void without_the_option_there_is_no_bean() throws JMException {
        control.options = ScriptedAgent.options("jmx=false");
        assertThat(isRegistered()).isFalse();

        management.turn();

        assertThat(isRegistered()).isFalse();
    }
}
