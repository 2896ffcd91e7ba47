package io.closewait.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a failure takes from the agent's report. */
class LeakReportTest {
    private static final String FIRST = """
            #1  3 sockets NEVER CLOSED (probably): left open by the code that opened or served it
              state    CLOSE_WAIT, connected, java.net.Socket; oldest: 1 s
              look at  app//com.acme.Prices.load(Prices.java:17) (the listener's line)
              opened at
                > app//com.acme.Prices.load(Prices.java:17)""";

    private static final String SECOND = """
            #2  1 socket ABANDONED: closed by the garbage collector
              state    closed by the garbage collector, connected, java.net.Socket, 5 ms ago
              look at  com.acme.Stock.<init>(Native Method)""";

    private static final String NOWHERE = "#1  1 socket UNKNOWN: nothing is known\n  state    CLOSE_WAIT";

    @Test
    void the_headline_has_count_verdict_and_line() {
        assertThat(new LeakReport(FIRST).headline())
                .isEqualTo("closewait: 3 sockets NEVER CLOSED (probably), look at"
                        + " app//com.acme.Prices.load(Prices.java:17)");
        assertThat(new LeakReport(NOWHERE).headline()).isEqualTo("closewait: 1 socket UNKNOWN");
    }

    @Test
    void the_headline_of_several_leaks_counts_all_sockets_and_shows_the_first_line() {
        assertThat(new LeakReport(FIRST + "\n\n" + SECOND).headline())
                .isEqualTo("closewait: 4 sockets leak, 3 of them NEVER CLOSED (probably), look at"
                        + " app//com.acme.Prices.load(Prices.java:17); and 1 more place");
    }

    @Test
    void the_lines_to_look_at_are_stack_frames() {
        assertThat(new LeakReport(FIRST + "\n\n" + SECOND).linesToLookAt())
                .containsExactly(
                        new StackTraceElement("com.acme.Prices", "load", "Prices.java", 17),
                        new StackTraceElement("com.acme.Stock", "<init>", "Native Method", -1));
        assertThat(new LeakReport(NOWHERE).linesToLookAt()).isEmpty();
    }

    @Test
    void a_long_paragraph_says_how_to_see_the_rest_and_keeps_the_frame_to_look_at() {
        LeakReport report = new LeakReport(FIRST + "\n\n" + SECOND);

        assertThat(report.lines(4, 2))
                .hasSize(6)
                .containsSubsequence(
                        "      ... 2 more lines with -Dclosewait.junit.fullReport=true",
                        "    > app//com.acme.Prices.load(Prices.java:17)",
                        "#2  1 socket ABANDONED: closed by the garbage collector",
                        "      ... 2 more lines with -Dclosewait.junit.fullReport=true");
        assertThat(report.lines(5, 3)).hasSize(8).noneMatch(line -> line.contains("more lines"));
    }

    @Test
    void a_leak_is_printed_in_15_lines_at_most() {
        String stack = "\n      com.acme.Deep.call(Deep.java:1)".repeat(30);
        List<String> openers =
                List.of("  opened by com.acme.OrdersTest.first()", "  opened by com.acme.OrdersTest.second()");
        SocketLeakError error =
                new SocketLeakError(new LeakReport(FIRST + stack + "\n\n" + SECOND + stack), openers, false, "");

        assertThat(error.toString().lines().count() + error.getStackTrace().length)
                .isEqualTo(2 * 15);
        assertThat(error.getMessage()).doesNotContain("\n");
        assertThat(new SocketLeakError(new LeakReport(FIRST + stack), Collections.emptyList(), true, "").details())
                .isEqualTo(FIRST + stack);
    }
}
