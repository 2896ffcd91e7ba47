package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.harness.Tool;
import io.closewait.it.programs.ChoosesItsZone;
import io.closewait.it.programs.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;

/** When and where a report was made. */
class ReportHeadIT {
    @EachJdk
    void reports_carry_the_application_s_time_zone_and_leave_the_choice_to_it(Jdk jdk, @TempDir Path folder)
            throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm =
                Fork.on(jdk).agent("every=500ms", file.option()).main(ChoosesItsZone.class, "Asia/Tokyo")) {
            file.await("UTC before anybody has chosen", report -> zone(report).equals("+00:00"));
            jvm.say("choose");

            jvm.stdout().awaitLine("it is .* JST .*");
            file.await("Tokyo's", report -> zone(report).equals("+09:00"));
            jvm.stderr()
                    .awaitLine(
                            "  made     \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\+09:00, on \\S+, by closewait .*");
        }
    }

    @EachJdk
    void an_attached_agent_tells_its_own_age_beside_the_JVM_s(Jdk jdk, @TempDir Path folder) throws Exception {
        Path log = folder.resolve("closewait.log");
        try (ForkedJvm jvm = Fork.on(jdk).main(Waiting.class)) {
            jvm.stdout().awaitLine("waiting");
            Tool.of(jdk, "java")
                    .run(
                            "-jar",
                            Artifacts.agent().toString(),
                            "attach",
                            String.valueOf(jvm.pid()),
                            "every=500ms",
                            "log=" + log);

            Awaitility.await("a report")
                    .untilAsserted(() -> assertThat(Files.readString(log))
                            .containsPattern("  jvm      pid " + jvm.pid()
                                    + ", .*, up \\d+ m?s, agent attached for \\d+ m?s\n"));
        }
    }

    private static String zone(JsonReport report) {
        return report.json().getAsJsonObject("jvm").get("zone").getAsString();
    }
}
