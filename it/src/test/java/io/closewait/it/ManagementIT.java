package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.closewait.it.harness.Attach;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.harness.KernelCount;
import io.closewait.it.programs.PeersLeave;
import java.time.Duration;
import java.util.List;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.Notification;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.awaitility.Awaitility;

/** What an operator can do through JMX, besides reading. */
class ManagementIT {
    private static final int COUNT = 6;
    private static final String[] LEAKING = {"socket", String.valueOf(COUNT), "closes"};

    @EachJdk
    void everything_the_bean_offers_has_a_name_and_a_description(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk).agent().main(PeersLeave.class, LEAKING);
                JmxClient jmx = JmxClient.connect(jvm)) {
            MBeanInfo info = jmx.info();

            assertThat(info.getAttributes())
                    .allSatisfy(attribute -> assertThat(attribute.getDescription())
                            .as(attribute.getName())
                            .hasSizeGreaterThan(15)
                            .satisfies(said ->
                                    assertThat(said.startsWith("Writable. ")).isEqualTo(attribute.isWritable())));
            assertThat(info.getOperations()).allSatisfy(operation -> {
                assertThat(operation.getDescription()).as(operation.getName()).contains(" ");
                assertThat(operation.getDescription().startsWith("Action. "))
                        .isEqualTo(operation.getImpact() == MBeanOperationInfo.ACTION);
                assertThat(operation.getSignature()).allSatisfy(parameter -> {
                    assertThat(parameter.getName()).isIn("ids", "patterns", "fingerprint", "afterId");
                    assertThat(parameter.getDescription()).contains(" ");
                });
            });
            assertThat(info.getOperations())
                    .filteredOn(operation -> operation.getImpact() == MBeanOperationInfo.ACTION)
                    .extracting(MBeanOperationInfo::getName)
                    .containsExactlyInAnyOrder("closeSockets", "closeSite", "publishReport", "stop");
            assertThat(jmx.leakOrigins()).isEmpty();
            for (String former :
                    List.of("Sites", "OpenedTotal", "ClosedTotal", "ClosedByCollectorTotal", "DroppedTotal")) {
                assertThat(jmx.number(former)).as(former).isNotNegative();
            }
        }
    }

    @EachJdk
    void settings_change_while_the_JVM_runs_and_a_new_place_is_notified(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk)
                        .agent("leakAfter=1h", "interval=1s", "threshold=3")
                        .main(PeersLeave.class, LEAKING);
                JmxClient jmx = JmxClient.connect(jvm)) {
            List<Notification> heard = jmx.notifications();
            assertThat(jmx.text("LeakAfter")).isEqualTo("1h");
            jmx.set("LeakAfter", "1s");

            awaitLeaks(jmx, COUNT);
            assertThat(jmx.text("LeakAfter")).isEqualTo("1s");
            Awaitility.await("both notifications")
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            heard.stream().map(Notification::getType).distinct().count() == 2);
            assertThat(heard).anySatisfy(notification -> {
                assertThat(notification.getType()).isEqualTo("io.closewait.leak");
                assertThat(notification.getMessage()).contains("PeersLeave.connect");
                assertThat(((CompositeData) notification.getUserData()).get("count"))
                        .isEqualTo(COUNT);
            });
            assertThat(heard).anySatisfy(notification -> {
                assertThat(notification.getType()).isEqualTo("io.closewait.threshold");
                assertThat(notification.getUserData()).isEqualTo(COUNT);
            });
        }
    }

    @EachJdk(from = 17)
    void a_wrong_setting_is_named_and_changes_nothing(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk).agent().main(PeersLeave.class, LEAKING);
                JmxClient jmx = JmxClient.connect(jvm)) {
            assertThatExceptionOfType(RuntimeMBeanException.class)
                    .isThrownBy(() -> jmx.set("LogLevel", "warm"))
                    .withCauseInstanceOf(IllegalArgumentException.class)
                    .withMessageContaining(
                            "option logLevel='warm' is not one of error, warn, info, debug (nearest: warn)");
            assertThatExceptionOfType(RuntimeMBeanException.class)
                    .isThrownBy(() -> jmx.set("Interval", "1s,allowClose=true"));
            assertThat(jmx.text("LogLevel")).isEqualTo("info");
            assertThat(jmx.text("Interval")).isEqualTo("60s");
        }
    }

    @EachJdk
    void leaks_are_closed_only_if_that_is_allowed(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk).agent("leakAfter=1s", "interval=1s").main(PeersLeave.class, LEAKING);
                JmxClient jmx = JmxClient.connect(jvm)) {
            awaitLeaks(jmx, COUNT);

            assertThatExceptionOfType(RuntimeMBeanException.class)
                    .isThrownBy(() -> jmx.closeSite(fingerprint(jmx)))
                    .withMessageContaining("allowClose=true");
            assertThat(KernelCount.of(jvm.pid())).isEqualTo(new KernelCount(COUNT, 0));
        }
    }

    @EachJdk
    void all_leaks_of_a_place_are_closed_and_the_log_says_so(Jdk jdk) throws Exception {
        assertClosed(jdk, "socket");
    }

    @EachJdk
    void leaked_channels_are_closed_too(Jdk jdk) throws Exception {
        assertClosed(jdk, "channel");
    }

    private static void assertClosed(Jdk jdk, String how) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk)
                        .agent("leakAfter=1s", "interval=1s", "allowClose=true")
                        .main(PeersLeave.class, how, String.valueOf(COUNT), "closes");
                JmxClient jmx = JmxClient.connect(jvm)) {
            awaitLeaks(jmx, COUNT);

            assertThat(jmx.closeSite(fingerprint(jmx))).isEqualTo("closed " + COUNT + " of " + COUNT);
            assertThat(KernelCount.of(jvm.pid())).isEqualTo(new KernelCount(0, 0));
            assertThat(jmx.scan()).isZero();
            jvm.stderr().awaitLine("closewait: close of leaked sockets, requested through JMX: closed 6 of 6");
            jvm.say("close them");
            jvm.stdout().awaitLine("closed");
        }
    }

    @EachJdk
    void a_socket_that_is_no_leak_now_stays_open(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk)
                        .agent("leakAfter=1h", "interval=1s", "allowClose=true")
                        .main(PeersLeave.class, LEAKING);
                JmxClient jmx = JmxClient.connect(jvm)) {
            String id = jmx.openSockets("").get(0).get("id").toString();

            assertThat(jmx.closeSockets(id))
                    .isEqualTo("closed 0 of 1; not closed: [" + id + ": it is not a leak any more]");
            assertThat(KernelCount.of(jvm.pid())).isEqualTo(new KernelCount(COUNT, 0));
        }
    }

    @EachJdk
    void a_stopped_agent_is_gone_and_an_attach_starts_it_anew(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk).agent("leakAfter=1s", "interval=1s").main(PeersLeave.class, LEAKING);
                JmxClient jmx = JmxClient.connect(jvm)) {
            awaitLeaks(jmx, COUNT);
            jmx.stop();

            jvm.stderr()
                    .awaitLine(
                            "closewait: stopped, as requested through JMX; its hooks are removed, an attach starts it again");
            assertThat(jmx.isRegistered()).isFalse();
            Awaitility.await("the end of the agent's threads, but for the log's")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> jmx.threads().stream()
                            .noneMatch(name -> name.startsWith("closewait-") && !name.equals("closewait-log")));

            Attach.agent(jvm.pid(), "leakAfter=1s", "interval=1s");
            Awaitility.await("the bean again").atMost(Duration.ofSeconds(60)).until(jmx::isRegistered);
            Awaitility.await("the sockets again")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> jmx.number("UnknownOrigin") == COUNT);
            Attach.agent(jvm.pid(), "enabled=false");
            jvm.stderr().awaitLine("closewait: stopped, enabled=false; .*");
            jvm.say("close them");
            jvm.stdout().awaitLine("closed");
        }
    }

    private static void awaitLeaks(JmxClient jmx, int count) {
        Awaitility.await(count + " leaks").atMost(Duration.ofSeconds(60)).until(() -> jmx.scan() == count);
    }

    private static String fingerprint(JmxClient jmx) throws Exception {
        return (String) jmx.leaks().get(0).get("fingerprint");
    }
}
