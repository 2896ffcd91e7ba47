package io.closewait.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.diagnose.Diagnosis;
import io.closewait.core.diagnose.OpenHistory;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Report.Reason;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextReportTest {
    private static final StackTraceElement CULPRIT =
            new StackTraceElement("com.example.Prices", "load", "Prices.java", 17);
    private static final About ABOUT = Abouts.about();

    private final Registry registry = Records.registry();
    private final Sites sites = new Sites(100, 64);
    private final Frames frames =
            new Frames(new NamedOrigins(List.of(), List.of(), Libraries::bundled), Libraries::bundled);
    private final List<Object> owners = new ArrayList<>();
    private final Site site = sites.intern(new StackTraceElement[] {
        new StackTraceElement("java.net.Socket", "connect", "Socket.java", 633),
        CULPRIT,
        new StackTraceElement("com.example.Main", "main", "Main.java", 5)
    });
    private final Diagnosis diagnosis;

    /** Without a kernel to ask: what the report says of the kernel is held by the integration tests. */
    TextReportTest(@TempDir Path noProc) {
        diagnosis = new Diagnosis(registry, sites, new Kernel(noProc.toString()), frames, new OpenHistory(0));
    }

    @AfterEach
    void keepOwnersUntilHere() {
        Reference.reachabilityFence(owners);
    }

    private SocketRecord leak(int number) {
        Object owner = new Object();
        owners.add(owner);
        return Records.leaked(registry, owner, number, site);
    }

    private String text() {
        Report report = diagnosis.report(Reason.CHANGE, "epoll", true);
        return TextReport.of(report, ABOUT, frames, false);
    }

    @Test
    void a_report_on_very_many_places_stays_readable() {
        for (int i = 0; i < 60; i++) {
            Object owner = new Object();
            owners.add(owner);
            StackTraceElement[] stack = {new StackTraceElement("com.example.Shop" + i, "buy", "Shop.java", 1)};
            Records.leaked(registry, owner, 10 + i, sites.intern(stack));
        }

        assertThat(text())
                .contains("60 sockets in CLOSE_WAIT leak, from 60 places")
                .contains("#50 ")
                .doesNotContain("#51 ")
                .contains("... 10 more places, with fewer sockets each");
    }

    @Test
    void a_leak_is_told_with_its_state_peer_thread_and_the_line_to_look_at() {
        for (int number = 10; number < 13; number++) {
            leak(number);
        }

        assertThat(text().lines())
                .anyMatch(line -> line.matches(
                        "closewait: 3 sockets in CLOSE_WAIT leak, from 1 place in the code; oldest: \\d+ ms"))
                .contains("#1  3 sockets NEVER CLOSED: left open by the code that opened or served it")
                .contains("  peers    127.0.0.1:6379 (3)")
                .contains("  threads  " + Thread.currentThread().getName() + " (3)")
                .contains("  look at  com.example.Prices.load(Prices.java:17)")
                .containsSubsequence(
                        "  opened at",
                        "    > com.example.Prices.load(Prices.java:17)",
                        "      com.example.Main.main(Main.java:5)")
                .anyMatch(line -> line.startsWith("  jvm      pid 4711, com.example.Main, Java 17, up 3 h"))
                .anyMatch(line -> line.startsWith("  state    CLOSE_WAIT, connected, java.net.Socket; oldest: "))
                .anyMatch(line -> line.startsWith("  to do    "));
    }

    @Test
    void a_thread_s_name_forges_no_line() throws InterruptedException {
        Thread thread = new Thread(() -> leak(10), "worker\nclosewait: no leak\u001b[2J");
        thread.start();
        thread.join();

        assertThat(text()).contains("  threads  worker\\u000aclosewait: no leak\\u001b[2J (1)\n");
    }

    @Test
    void the_singular_is_used_for_one() {
        leak(10);

        assertThat(text())
                .contains("closewait: 1 socket in CLOSE_WAIT leaks, from 1 place in the code")
                .contains("#1  1 socket NEVER CLOSED");
    }

    @Test
    void growth_counts_from_the_report_before() {
        leak(10);
        SocketRecord second = leak(11);
        assertThat(text()).contains("; oldest: ").doesNotContain("last report");
        assertThat(text()).contains("; as many as in the last report");
        leak(12);
        assertThat(text()).contains("; 1 more than in the last report");
        Records.close(registry, second);
        assertThat(text()).contains("; 1 fewer than in the last report");
    }

    @Test
    void an_ended_leak_is_told_once() {
        SocketRecord first = leak(10);
        Records.close(registry, first);
        first.intern(sites);
        diagnosis.ended(first);

        assertThat(text().lines())
                .startsWith("closewait: no leak")
                .anyMatch(
                        line -> line.matches(
                                "ended {4}1 leak was closed late by the application, after up to .*; peer 127\\.0\\.0\\.1:6379"))
                .contains("  opened at  com.example.Prices.load(Prices.java:17)");
        assertThat(text()).doesNotContain("ended ");
    }

    @Test
    void a_kernel_that_cannot_be_asked_is_said_and_leaks_are_told_all_the_same() {
        leak(10);

        assertThat(text().lines())
                .anyMatch(line -> line.startsWith("  kernel   not read: ")
                        && line.endsWith("; leaks are still found, but the total cannot be checked"));
    }

    @Test
    void it_ends_without_a_line_break_and_no_line_ends_in_blanks() {
        leak(10);

        assertThat(text()).doesNotEndWith("\n").doesNotContainPattern("(?m) $");
    }
}
