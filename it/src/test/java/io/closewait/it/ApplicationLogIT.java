package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.programs.LoggingApplication;
import io.closewait.it.programs.PeersLeave;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The option {@code log=slf4j}, in an application that logs with Logback, and in one that has no SLF4J at all. */
class ApplicationLogIT {
    private static final int COUNT = 3;

    @EachJdk(from = 11) // Logback 1.5 is for JDK 11 and newer
    void a_report_is_one_event_of_the_applications_log_with_the_json_beside_it(Jdk jdk, @TempDir Path folder)
            throws Exception {
        Path configuration = Files.writeString(folder.resolve("logback.xml"), """
                <configuration>
                  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder class="ch.qos.logback.classic.encoder.JsonEncoder"/>
                  </appender>
                  <root level="info"><appender-ref ref="console"/></root>
                </configuration>
                """);
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("log=slf4j", "leakAfter=1s", "interval=1s")
                .jvmOption("-Dlogback.configurationFile=" + configuration)
                .libraries(Artifacts.logback())
                .main(LoggingApplication.class, "socket", String.valueOf(COUNT), "closes")) {
            String line = jvm.stdout()
                    .awaitLine(".*\"closewait\".* sockets in CLOSE_WAIT leak.*")
                    .group();
            JsonObject event = JsonParser.parseString(line).getAsJsonObject();

            assertThat(event.get("loggerName").getAsString()).isEqualTo("closewait");
            assertThat(event.get("level").getAsString()).isEqualTo("WARN");
            assertThat(event.get("message").getAsString())
                    .startsWith("closewait: " + COUNT + " sockets in CLOSE_WAIT leak");
            JsonReport report = JsonReport.parse(event.getAsJsonArray("kvpList")
                    .get(0)
                    .getAsJsonObject()
                    .get("report")
                    .getAsString());
            assertThat(report.total("leaked")).isEqualTo(COUNT);
            assertThat(jvm.stdout().lines()).anyMatch(own -> own.contains("begins its work"));
        }
    }

    @EachJdk
    void without_a_log_of_the_application_reports_go_to_standard_error(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("log=slf4j", "leakAfter=1s", "interval=1s")
                .main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes")) {
            jvm.stderr().awaitLine("closewait: " + COUNT + " sockets in CLOSE_WAIT leak.*");
        }
    }
}
