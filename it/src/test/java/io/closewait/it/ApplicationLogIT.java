package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.programs.LoggingApplication;
import io.closewait.it.programs.PeersLeave;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The option {@code log=slf4j}, in an application that logs with Logback, and in one that has no SLF4J at all. */
class ApplicationLogIT {
    private static final int COUNT = 3;

    @EachJdk(from = 11) // Logback 1.5 is for JDK 11 and newer
    void a_report_is_an_event_of_the_applications_log_and_one_for_each_place_with_small_fields(
            Jdk jdk, @TempDir Path folder) throws Exception {
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
            JsonObject whole = event(jvm.stdout()
                    .awaitLine(".*\"closewait\".*\"" + COUNT + " sockets in CLOSE_WAIT leak.*")
                    .group());
            JsonObject place = event(jvm.stdout()
                    .awaitLine(".*\"closewait\".*\"verdict\".*\"" + COUNT + " sockets .*")
                    .group());

            assertThat(whole.get("loggerName").getAsString()).isEqualTo("closewait");
            assertThat(whole.get("level").getAsString()).isEqualTo("WARN");
            assertThat(whole.get("message").getAsString())
                    .startsWith(COUNT + " sockets in CLOSE_WAIT leak")
                    .doesNotContain("\n");
            assertThat(fields(whole)).containsEntry("leaked", COUNT + "").containsEntry("places", "1");
            assertThat(place.get("message").getAsString())
                    .startsWith(COUNT + " sockets never closed at io.closewait.it.programs.PeersLeave.connect(")
                    .doesNotContain("\n");
            assertThat(fields(place))
                    .containsEntry("leaked", COUNT + "")
                    .containsEntry("verdict", "never closed")
                    .containsEntry(
                            "host",
                            Files.readString(Path.of("/proc/sys/kernel/hostname"))
                                    .trim())
                    .hasEntrySatisfying("lookAt", at -> assertThat(at).contains("PeersLeave.java:"))
                    .hasEntrySatisfying(
                            "fingerprint", print -> assertThat(print).isNotEmpty());
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

    @EachJdk
    void for_log_shippers_each_line_on_standard_error_is_json(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("logFormat=json", "leakAfter=1s", "interval=1s", "failOnLeak=true", "leekAfter=1s")
                .main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes")) {
            JsonObject report =
                    event(jvm.stderr().awaitLine(".*\"leaks\":\\[\\{.*").group());
            assertThat(report.get("leaked").getAsInt()).isEqualTo(COUNT);
            assertThat(report.get("message").getAsString()).startsWith(COUNT + " sockets in CLOSE_WAIT leak");
            assertThat(report.getAsJsonArray("leaks")
                            .get(0)
                            .getAsJsonObject()
                            .get("lookAt")
                            .getAsString())
                    .contains("PeersLeave.java:");
            jvm.terminate();

            assertThat(jvm.exitCode()).isEqualTo(97);
            assertThat(jvm.stderr().lines())
                    .filteredOn(line -> !line.startsWith("Picked up"))
                    .isNotEmpty()
                    .allSatisfy(line ->
                            assertThat(event(line).get("logger").getAsString()).isEqualTo("closewait"))
                    .anyMatch(line -> line.contains("did you mean"))
                    .anyMatch(line -> line.contains("exit code 97"));
        }
    }

    private static JsonObject event(String line) {
        return JsonParser.parseString(line).getAsJsonObject();
    }

    /** Logback's encoder makes an object of each pair. */
    private static Map<String, String> fields(JsonObject event) {
        Map<String, String> fields = new HashMap<>();
        event.getAsJsonArray("kvpList")
                .forEach(pair -> pair.getAsJsonObject()
                        .entrySet()
                        .forEach(entry ->
                                fields.put(entry.getKey(), entry.getValue().getAsString())));
        return fields;
    }
}
