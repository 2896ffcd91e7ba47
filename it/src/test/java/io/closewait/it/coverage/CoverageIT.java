package io.closewait.it.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.junit.jupiter.api.Assumptions.abort;

import io.closewait.it.coverage.CoverageJvm.AgentReport;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JdkTable;
import io.closewait.it.harness.Jdks;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReport.Group;
import io.closewait.it.harness.KernelCount;
import io.closewait.it.harness.OutputOnFailure;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to open a socket, on every JDK: a program opens sockets, the peers of half of them leave, and the agent's numbers
 * are the kernel's; the program closes them, and the agent has forgotten them. {@code docs/coverage.md} tells which cases
 * pass; {@code -Dit.coverage.write=true} writes it anew, otherwise it must be true.
 */
@ExtendWith(OutputOnFailure.class)
class CoverageIT {
    private static final int SOCKETS = 6;
    private static final Pattern ONLY = Pattern.compile(System.getProperty("coverage.only", ""));
    private static final JdkTable TABLE = CoverageTable.create();

    static Stream<Arguments> cases() {
        return Jdks.used().stream()
                .flatMap(jdk -> Stream.of(Row.values())
                        .filter(row -> jdk.feature() >= row.from)
                        .filter(row -> ONLY.matcher(row.title).find())
                        .map(row -> Arguments.of(row, jdk)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void the_agent_counts_what_the_kernel_counts(Row row, Jdk jdk) throws Exception {
        TABLE.begin(row, jdk);
        if (row.needsIoUring()) {
            String refusal = refusalOfIoUring(jdk);
            if (!refusal.isEmpty()) {
                TABLE.skip(row, jdk, refusal);
                abort(refusal);
            }
        }
        try (CoverageJvm jvm = CoverageJvm.start(jdk, row.library, SOCKETS, row.program)) {
            leaksAreReported(row, jvm);
            leaksEnd(jvm);
        }
        TABLE.pass(row, jdk);
    }

    private static void leaksAreReported(Row row, CoverageJvm jvm) throws IOException {
        AgentReport answer = jvm.left() == 0
                ? jvm.reportOfLater()
                : jvm.report(r -> reported(r) == jvm.left() && r.total("open") == jvm.open());
        JsonReport report = answer.report();
        KernelCount kernel = jvm.kernel();
        int closeWait = row.isTcp() ? jvm.left() : 0;
        assertSoftly(softly -> {
            softly.assertThat(kernel).as("kernel").isEqualTo(new KernelCount(closeWait, 0));
            softly.assertThat(report.total("closeWait")).as("closeWait").isEqualTo(closeWait);
            softly.assertThat(report.kernelCloseWait()).as("kernel.closeWait").isEqualTo(closeWait);
            softly.assertThat(report.explained()).as("kernel.explained").isEqualTo(closeWait);
            softly.assertThat(report.total("unknownOrigin")).as("unknownOrigin").isZero();
            softly.assertThat(report.total("open")).as("open").isEqualTo(jvm.open());
            softly.assertThat(report.total("leaked")).as("leaked").isEqualTo(closeWait);
            softly.assertThat(report.total("hungUp")).as("hungUp").isEqualTo(jvm.left() - closeWait);
            softly.assertThat(reported(report)).as("sockets in the report").isEqualTo(jvm.left());
            softly.assertThat(report.total("dropped")).as("dropped").isZero();
            softly.assertThat(answer.hookFailures()).as("failures of hooks").isZero();
            report.leaks().forEach(group -> check(softly, row, group));
        });
    }

    private static void check(SoftAssertions softly, Row row, Group group) {
        softly.assertThat(group.text("transport")).as("transport").isEqualTo(row.transport);
        softly.assertThat(group.text("direction"))
                .as("direction")
                .isEqualTo(row.isAccepted() ? "accepted" : "connected");
        softly.assertThat(group.text("state")).as("state").isEqualTo(row.isTcp() ? "CLOSE_WAIT" : "HUNG_UP");
        softly.assertThat(group.stack(row.isAccepted() ? "accepted" : "opened"))
                .as("opening stack")
                .anyMatch(frame -> row.isOpener(frame.className(), frame.method()));
    }

    private static int reported(JsonReport report) {
        return report.leaks().stream().mapToInt(Group::count).sum();
    }

    private static void leaksEnd(CoverageJvm jvm) throws IOException {
        jvm.tell("close");
        AgentReport answer = jvm.report(r -> r.total("open") == 0 && r.total("leaksEndedTotal") == jvm.left());
        JsonReport report = answer.report();
        assertThat(jvm.kernel()).isEqualTo(new KernelCount(0, 0));
        assertSoftly(softly -> {
            softly.assertThat(report.total("open")).as("open").isZero();
            softly.assertThat(report.total("closeWait")).as("closeWait").isZero();
            softly.assertThat(report.leaks()).as("leaks").isEmpty();
            softly.assertThat(report.total("leaksEndedTotal")).as("ended").isEqualTo(jvm.left());
            softly.assertThat(report.total("closedTotal")).as("closed").isEqualTo(report.total("openedTotal"));
            softly.assertThat(answer.hookFailures()).as("failures of hooks").isZero();
        });
    }

    /** Why the kernel (or the JDK) cannot have Netty on io_uring; empty if it can. */
    private static String refusalOfIoUring(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk)
                .start("-cp", CoverageJvm.classPath(Row.Library.NETTY_4_2), "io.closewait.it.programs.IoUringRows")) {
            return jvm.exitCode() == 0 ? jvm.stdout().text() : jvm.stderr().text();
        }
    }

    @AfterAll
    static void docs_coverage_md_tells_what_was_seen() throws IOException {
        TABLE.writeOrCheck();
    }
}
