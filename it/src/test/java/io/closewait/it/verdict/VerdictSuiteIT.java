package io.closewait.it.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.Jdks;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReport.Group;
import io.closewait.it.harness.OutputOnFailure;
import io.closewait.it.verdict.programs.ArchiveUpload;
import io.closewait.it.verdict.programs.BusyTomcat;
import io.closewait.it.verdict.programs.CarefulThumbnails;
import io.closewait.it.verdict.programs.EvictingClient;
import io.closewait.it.verdict.programs.FrontDoor;
import io.closewait.it.verdict.programs.GeoLookup;
import io.closewait.it.verdict.programs.HealthyOrders;
import io.closewait.it.verdict.programs.JdkHttp;
import io.closewait.it.verdict.programs.JdkHttpPool;
import io.closewait.it.verdict.programs.Kiosk;
import io.closewait.it.verdict.programs.LegacyBridge;
import io.closewait.it.verdict.programs.LegacyListener;
import io.closewait.it.verdict.programs.LogStreamer;
import io.closewait.it.verdict.programs.NettyEcho;
import io.closewait.it.verdict.programs.OrderStore;
import io.closewait.it.verdict.programs.VirtualThreadServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each verdict against real programs. Those of {@code it/src/verdict} declare in their sources what is right, see {@link
 * Program}; {@code -Dverdict.only=EXPRESSION} runs those whose title contains it. {@code -Dverdict.score=true} fails nothing and
 * writes {@code it/target/verdicts/score.txt}; {@code -Dverdict.write=true} writes the matrix in {@code docs/verdicts.md}, which
 * otherwise must be true.
 */
@ExtendWith(OutputOnFailure.class)
class VerdictSuiteIT {
    private static final boolean SCORE_ONLY = Boolean.getBoolean("verdict.score");
    private static final Pattern ONLY = Pattern.compile(System.getProperty("verdict.only", ""));
    private static final List<Program> PROGRAMS = Program.all();
    private static final VerdictMatrix MATRIX = new VerdictMatrix(PROGRAMS);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} on {1}", allowZeroInvocations = true)
    @MethodSource("dailyPrograms")
    void the_report_says_what_is_right(Program program, Jdk jdk) throws Exception {
        judge(program, jdk);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0} on {1}", allowZeroInvocations = true)
    @MethodSource("otherPrograms")
    void the_report_says_what_is_right_of_the_other_programs(Program program, Jdk jdk) throws Exception {
        judge(program, jdk);
    }

    private void judge(Program program, Jdk jdk) throws Exception {
        Marks marks = new Trial(program, jdk, folder).run();
        MATRIX.add(marks);
        assertThat(SCORE_ONLY ? "" : marks.newlyWrong()).isEmpty();
    }

    static Stream<Arguments> dailyPrograms() {
        return runs(program -> program.isDaily);
    }

    static Stream<Arguments> otherPrograms() {
        return runs(program -> !program.isDaily);
    }

    private static Stream<Arguments> runs(Predicate<Program> which) {
        return PROGRAMS.stream()
                .filter(which)
                .filter(program -> ONLY.matcher(program.title()).find())
                .flatMap(program -> Jdks.used().stream().filter(program::isFor).map(jdk -> Arguments.of(program, jdk)));
    }

    @AfterAll
    static void the_matrix_tells_what_was_seen() throws IOException {
        MATRIX.writeScore();
        if (!SCORE_ONLY || Boolean.getBoolean("verdict.write")) {
            MATRIX.writeOrCheck();
        }
    }

    @Tag("long")
    @ParameterizedTest(name = "{0} on {1}", allowZeroInvocations = true)
    @MethodSource("leaks")
    void a_leak_is_reported_with_its_verdict_its_line_and_its_sockets(LeakCase leak, Jdk jdk) throws Exception {
        try (ProgramRun run = ProgramRun.withAgent(jdk, folder, leak.program(), leak.arguments())) {
            if (leak.collected()) {
                run.collectGarbage();
            }
            JsonReport report = run.await(leak.count() + " leaks", r -> sockets(r.leaks()) >= leak.count());

            assertThat(report.leaks()).as("groups").hasSize(1);
            Group group = report.leaks().get(0);
            SoftAssertions.assertSoftly(all -> {
                all.assertThat(group.verdict()).isEqualTo(leak.verdict());
                all.assertThat(group.count()).isEqualTo(leak.count());
                all.assertThat(group.lookAt()).endsWith(LookHere.in(leak.program()));
                all.assertThat(group.json().get("evidence").toString()).contains(leak.evidence());
                all.assertThat(report.kernelCloseWait()).isEqualTo(leak.inCloseWait());
            });
        }
    }

    static Stream<Arguments> leaks() {
        return LeakCases.ALL.stream().flatMap(leak -> jdks(leak.fromJdk()).map(jdk -> Arguments.of(leak, jdk)));
    }

    private static Stream<Jdk> jdks(int from) {
        return Jdks.used().stream().filter(jdk -> jdk.feature() >= from);
    }

    private static int sockets(List<Group> groups) {
        return groups.stream().mapToInt(Group::count).sum();
    }

    /** The pool opens its first connection where it is made, and the others on a thread of its own. */
    @EachJdk(from = 17)
    void connections_whose_database_was_shut_down_are_idle_in_the_pool(Jdk jdk) throws Exception {
        try (ProgramRun run = ProgramRun.withAgent(jdk, folder, OrderStore.class, List.of())) {
            JsonReport report = run.await("4 leaks", r -> sockets(r.leaks()) == 4);

            assertThat(report.leaks()).allSatisfy(group -> {
                assertThat(group.verdict()).isEqualTo("IDLE_IN_POOL");
                assertThat(group.text("hint")).contains("setKeepaliveTime");
            });
            assertThat(report.leaks())
                    .anySatisfy(group -> assertThat(group.lookAt()).endsWith(LookHere.in(OrderStore.class)));
        }
    }

    @ParameterizedTest(name = "{0} on {2}")
    @MethodSource("repaired")
    void a_leak_that_the_collector_repairs_is_counted_with_its_line(Class<?> program, int count, Jdk jdk)
            throws Exception {
        try (ProgramRun run = ProgramRun.withAgent(jdk, folder, program, List.of())) {
            run.await(count + " leaks", r -> r.total("leaked") == count);
            run.collectGarbage();
            JsonReport report = run.await(count + " leaks ended", r -> r.total("leaksEndedTotal") == count);

            assertThat(report.leaks()).isEmpty();
            assertThat(report.total("closedByCollectorTotal")).isEqualTo(count);
            assertThat(report.ended()).isNotEmpty().allSatisfy(ended -> {
                assertThat(text(ended, "by")).isEqualTo("collector");
                assertThat(frames(ended, "opened")).contains(LookHere.in(program));
            });
        }
    }

    static Stream<Arguments> repaired() {
        return jdks(17).flatMap(jdk ->
                Stream.of(Arguments.of(GeoLookup.class, 5, jdk), Arguments.of(ArchiveUpload.class, 3, jdk)));
    }

    /** Files and lines of a stack. */
    private static List<String> frames(JsonObject group, String stack) {
        return group.getAsJsonObject("stacks").getAsJsonArray(stack).asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(frame -> "(" + text(frame, "file") + ":" + text(frame, "line") + ")")
                .toList();
    }

    private static String text(JsonObject json, String name) {
        JsonElement element = json.get(name);
        return element == null || element.isJsonNull() ? "" : element.getAsString();
    }

    @ParameterizedTest(name = "{0} on {2}")
    @MethodSource("neverAccepted")
    void connections_that_nobody_accepts_are_counted_by_port(Class<?> program, int count, Jdk jdk) throws Exception {
        try (ProgramRun run = ProgramRun.withAgent(jdk, folder, program, List.of())) {
            JsonReport report = run.await(count + " never accepted", r -> r.total("neverAccepted") == count);

            assertThat(report.leaks()).isEmpty();
            assertThat(report.kernelCloseWait()).isEqualTo(count);
            List<JsonElement> ports =
                    report.json().getAsJsonArray("neverAccepted").asList();
            assertThat(ports).hasSize(1);
            JsonObject port = ports.get(0).getAsJsonObject();
            assertThat(port.get("count").getAsInt()).isEqualTo(count);
            assertThat(frames(port, "now")).contains(LookHere.in(program));
        }
    }

    static Stream<Arguments> neverAccepted() {
        return jdks(17).flatMap(
                        jdk -> Stream.of(Arguments.of(FrontDoor.class, 7, jdk), Arguments.of(Kiosk.class, 4, jdk)));
    }

    @ParameterizedTest(name = "{0} on {2}")
    @MethodSource("before")
    void sockets_from_before_an_attach_are_of_unknown_origin(Class<?> program, int count, Jdk jdk) throws Exception {
        try (ProgramRun run = ProgramRun.withoutAgent(jdk, folder, program)) {
            run.attachAgent();
            JsonReport report = run.await(count + " of unknown origin", r -> r.total("unknownOrigin") == count);

            assertThat(report.leaks()).isEmpty();
            assertThat(report.kernelCloseWait()).isEqualTo(count);
            assertThat(report.json().getAsJsonArray("unknownOrigin")).hasSize(count);
        }
    }

    static Stream<Arguments> before() {
        return jdks(17).flatMap(jdk ->
                Stream.of(Arguments.of(LegacyBridge.class, 4, jdk), Arguments.of(LegacyListener.class, 6, jdk)));
    }

    @EachJdk(from = 17)
    void half_closed_connections_that_are_written_to_are_no_leaks(Jdk jdk) throws Exception {
        try (ProgramRun run = ProgramRun.withAgent(jdk, folder, LogStreamer.class, List.of())) {
            JsonReport report = run.now();

            assertThat(report.leaks()).isEmpty();
            assertThat(report.total("leaksEndedTotal")).isZero();
            assertThat(report.total("halfClosedBusy")).isEqualTo(3);
            assertThat(report.halfClosedBusy()).hasSize(1);
            Group group = report.halfClosedBusy().get(0);
            assertThat(group.count()).isEqualTo(3);
            assertThat(group.lookAt()).endsWith(LookHere.in(LogStreamer.class));
        }
    }

    /** Each runs for longer than a leak takes to be one, so a leak would have been reported, or have ended. */
    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("healthy")
    void a_healthy_program_is_not_accused(Class<?> program, Jdk jdk) throws Exception {
        try (ProgramRun run = ProgramRun.withAgent(jdk, folder, program, List.of())) {
            JsonReport report = run.now();

            assertThat(report.total("openedTotal")).isPositive();
            assertThat(report.leaks()).isEmpty();
            assertThat(report.halfClosedBusy()).isEmpty();
            assertThat(report.total("leaksEndedTotal")).isZero();
            assertThat(report.total("neverAccepted")).isZero();
            assertThat(report.total("unknownOrigin")).isZero();
        }
    }

    static Stream<Arguments> healthy() {
        Stream<Arguments> everywhere = Stream.of(
                        HealthyOrders.class,
                        EvictingClient.class,
                        CarefulThumbnails.class,
                        BusyTomcat.class,
                        NettyEcho.class,
                        JdkHttp.class,
                        JdkHttpPool.class)
                .flatMap(program -> jdks(17).map(jdk -> Arguments.of(program, jdk)));
        return Stream.concat(everywhere, jdks(21).map(jdk -> Arguments.of(VirtualThreadServer.class, jdk)));
    }
}
