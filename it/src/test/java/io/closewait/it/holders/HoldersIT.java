package io.closewait.it.holders;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.Jdks;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.OutputOnFailure;
import io.closewait.it.holders.HoldersCommand.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who holds a leaked socket, in programs in which that is known. */
@ExtendWith(OutputOnFailure.class)
class HoldersIT {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} on {1}", allowZeroInvocations = true)
    @MethodSource("few")
    void the_holder_of_a_leak_is_named(HeldCase held, Jdk jdk) throws Exception {
        assertThatTheHolderIsNamed(held, jdk);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0} on {1}", allowZeroInvocations = true)
    @MethodSource("more")
    void holders_of_all_kinds_are_named(HeldCase held, Jdk jdk) throws Exception {
        assertThatTheHolderIsNamed(held, jdk);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0} on {1}", allowZeroInvocations = true)
    @MethodSource("compact")
    void holders_are_named_where_object_headers_are_compact(HeldCase held, Jdk jdk) throws Exception {
        assertThatTheHolderIsNamed(held, jdk, "-XX:+UseCompactObjectHeaders");
    }

    static Stream<Arguments> few() {
        return on(HeldCase.FEW, 8);
    }

    static Stream<Arguments> more() {
        return on(HeldCase.MORE, 8);
    }

    static Stream<Arguments> compact() {
        return on(HeldCase.FEW, 25);
    }

    private static Stream<Arguments> on(List<HeldCase> cases, int fromJdk) {
        return cases.stream()
                .flatMap(held -> Jdks.used().stream()
                        .filter(jdk -> jdk.feature() >= Math.max(held.fromJdk(), fromJdk))
                        .map(jdk -> Arguments.of(held, jdk)));
    }

    private void assertThatTheHolderIsNamed(HeldCase held, Jdk jdk, String... jvmOptions) throws Exception {
        try (HoldersProgram program = HoldersProgram.start(jdk, held.name(), held.count(), jvmOptions)) {
            Result result = new HoldersCommand(folder).run("--yes", program.pid());

            SoftAssertions.assertSoftly(all -> {
                all.assertThat(result.exitCode()).isZero();
                all.assertThat(result.out()).contains(held.said().toArray(String[]::new));
                all.assertThat(program.isAlive()).isTrue();
                all.assertThat(folder).isEmptyDirectory();
            });
        }
    }

    @EachJdk
    void two_groups_of_300_sockets_are_two_paths(Jdk jdk) throws Exception {
        try (HoldersProgram program = HoldersProgram.start(jdk, "jdk-two-groups", 600)) {
            Result result = new HoldersCommand(folder).run("--yes", "--json", program.pid());

            List<JsonObject> groups = JsonReport.parse(result.out()).leaks().stream()
                    .map(JsonReport.Group::json)
                    .toList();
            // Both are opened by one line, so they are one place; who holds them tells them apart.
            assertThat(groups).hasSize(1);
            assertThat(groups.get(0).getAsJsonArray("holders")).hasSize(2).allSatisfy(holder -> {
                JsonObject holders = holder.getAsJsonObject();
                assertThat(holders.get("count").getAsInt()).isEqualTo(300);
                assertThat(holders.get("by").getAsString()).matches(".*JdkHolders\\.(ORDERS|SESSIONS)");
            });
        }
    }

    @EachJdk
    void a_report_and_a_heap_dump_can_be_looked_at_on_another_day(Jdk jdk) throws Exception {
        Path heap = folder.resolve("kept.hprof");
        Path page = folder.resolve("report.html");
        Path merged = folder.resolve("merged.html");
        try (HoldersProgram program = HoldersProgram.start(jdk, "jdk-fields", 1)) {
            Result live = new HoldersCommand(folder).run("--yes", "--keep=" + heap, program.pid());
            assertThat(live.exitCode()).isZero();
            assertThat(Files.getPosixFilePermissions(heap)).hasSize(2);
            try (ForkedJvm report = Fork.on(jdk)
                    .jar(Artifacts.agent(), "report", String.valueOf(program.pid()), "--html", page.toString())) {
                assertThat(report.exitCode()).isZero();
            }
        }
        Result later = new HoldersCommand(folder).run("--html=" + merged, page, heap);

        assertThat(later.exitCode()).isZero();
        assertThat(later.out()).contains("JdkHolders$Drawer.forgotten");
        assertThat(Files.readString(merged))
                .contains("Who holds the sockets", "JdkHolders$Drawer.forgotten", "\"holders\":[{");
    }

    @EachJdk
    void the_agents_report_runs_it_when_it_lies_beside_the_agent(Jdk jdk) throws Exception {
        Path agent = Files.copy(Artifacts.agent(), folder.resolve("closewait-agent.jar"));
        try (HoldersProgram program = HoldersProgram.start(jdk, "jdk-fields", 1)) {
            String pid = String.valueOf(program.pid());
            try (ForkedJvm without = Fork.on(Jdks.ofTheTests()).jar(agent, "report", pid, "--holders")) {
                assertThat(without.exitCode()).isEqualTo(2);
                assertThat(without.stderr().text()).contains("closewait-holders.jar is not next to");
            }
            Files.copy(Artifacts.holders(), folder.resolve("closewait-holders.jar"));
            try (ForkedJvm with = Fork.on(Jdks.ofTheTests()).jar(agent, "report", pid, "--holders", "--yes")) {
                assertThat(with.exitCode()).isZero();
                assertThat(with.stdout().text()).contains("JdkHolders$Drawer.forgotten");
            }
        }
    }
}
