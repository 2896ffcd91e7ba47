package io.closewait.it.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure in the output and the reports of Surefire, run by Maven in a project of its own. */
@Tag("long")
class SurefireIT {
    private static final String FIRST_LINE = "closewait: 1 socket NEVER CLOSED, look at"
            + " io.closewait.it.junit.samples.LeavingPeer.connect(LeavingPeer.java:";

    @TempDir
    private Path project;

    @Test
    void the_report_is_printed_once_and_the_summary_has_one_line_for_each_failure() throws Exception {
        List<String> lines = test("OneLeaks");

        assertThat(lines).contains("[ERROR] Tests run: 3, Failures: 2, Errors: 0, Skipped: 0");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("#1  1 socket NEVER CLOSED"))
                .hasSize(2);
        assertThat(lines)
                .as("one in front of the report, one in the summary, for each of the two")
                .filteredOn(line -> line.contains(FIRST_LINE))
                .hasSize(4);
        List<String> summary = lines.subList(lines.indexOf("[ERROR] Failures: ") + 1, lines.size());
        assertThat(summary.get(0)).startsWith("[ERROR]   OneLeaks.forgets_to_close " + FIRST_LINE);
        assertThat(summary.get(1)).startsWith("[ERROR]   OneLeaks.opens_on_a_thread_of_its_own " + FIRST_LINE);
        assertThat(summary.get(2)).isEqualTo("[INFO] ");
    }

    @Test
    void the_report_for_build_servers_has_the_first_line_as_the_message_and_all_lines_as_the_text() throws Exception {
        test("OneLeaks#forgets_to_close");

        String xml = Files.readString(
                project.resolve("target/surefire-reports/TEST-io.closewait.it.junit.samples.OneLeaks.xml"));
        assertThat(xml)
                .containsPattern("<failure message=\"closewait: 1 socket NEVER CLOSED, look at [^\"\n]*\"")
                .contains("type=\"io.closewait.junit.SocketLeakError\"")
                .containsOnlyOnce("to do    Close it on every path, error paths included");
    }

    /** What Maven prints; the test classes are ours, compiled already. */
    private List<String> test(String tests) throws IOException, InterruptedException {
        String jars = Stream.of(Artifacts.junitExtension(), Artifacts.agent(), Artifacts.of(ByteBuddyAgent.class))
                .map(jar -> "<jar>" + jar + "</jar>")
                .collect(Collectors.joining());
        Files.writeString(project.resolve("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.acme</groupId>
                  <artifactId>shop</artifactId>
                  <version>1</version>
                  <dependencies>
                    <dependency>
                      <groupId>org.junit.jupiter</groupId>
                      <artifactId>junit-jupiter</artifactId>
                      <version>%s</version>
                      <scope>test</scope>
                    </dependency>
                  </dependencies>
                  <build>
                    <testOutputDirectory>%s</testOutputDirectory>
                    <plugins>
                      <plugin>
                        <artifactId>maven-surefire-plugin</artifactId>
                        <version>%s</version>
                        <configuration>
                          <additionalClasspathElements>%s</additionalClasspathElements>
                        </configuration>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(
                        System.getProperty("it.junit.version"),
                        Artifacts.of(ConsoleRun.class),
                        System.getProperty("it.surefire.version"),
                        jars));
        Path output = project.resolve("output.txt");
        Process maven = new ProcessBuilder(
                        Path.of(System.getProperty("it.maven.home"), "bin/mvn").toString(),
                        "--batch-mode",
                        "--offline",
                        "-Dmaven.repo.local=" + System.getProperty("it.maven.repo"),
                        "-Dtest=" + tests,
                        "surefire:test")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(maven.waitFor()).as("Maven's exit code").isOne();
        return Files.readString(output).lines().map(SurefireIT::plain).toList();
    }

    /** Without colours. */
    private static String plain(String line) {
        return line.replaceAll("\u001b\\[[0-9;]*m", "");
    }
}
