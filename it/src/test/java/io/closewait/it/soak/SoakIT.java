package io.closewait.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Connections of every transport, closed in every way and at every wrong moment, by an application that leaks none. It runs
 * with {@code -Pall}; {@code -Psoak} makes it two million connections.
 */
@Tag("long")
@Isolated("the speed with the agent is held against the speed without")
class SoakIT {
    private static final long CONNECTIONS = Long.getLong("soak.connections");

    /**
     * How much the heap may have grown: an object kept for each of 60,000 connections would be more. Loaded classes and compiled
     * code's constants come late in a short run.
     */
    private static final long HEAP_SLACK = 1 << 20;

    /** What the agent and its last report may take of the heap, whatever the application does. */
    private static final long HEAP_OF_THE_AGENT = 8 << 20;

    /** How many further stacks may turn up in the second half: a socket that is on its way to be closed leaves one rarely. */
    private static final long SITES_SLACK = 40;

    /** They are nothing to look at: no leak, no failure, nothing left out. */
    private static final List<String> NEVER = List.of(
            "Leaked",
            "LeakSites",
            "LeaksEndedTotal",
            "Abandoned",
            "UnknownOrigin",
            "DroppedTotal",
            "HookFailuresTotal");

    @EachJdk
    void nothing_is_left_of_connections_of_every_kind(Jdk jdk, @TempDir Path folder) throws Exception {
        Path json = folder.resolve("report.json");
        Path stops = folder.resolve("stops");
        Path stopsWithout = folder.resolve("stops-without");
        SoakRun without = SoakRun.of(fork(jdk, stopsWithout), CONNECTIONS);
        SoakRun with = SoakRun.of(
                fork(jdk, stops).agent("leakAfter=2s", "interval=1s", "json=" + json), CONNECTIONS, "watched");
        SoakTable table = new SoakTable(jdk, with, without);
        if (jdk.feature() >= Safepoints.FROM) {
            Safepoints ofAll = Safepoints.read(stops);
            table.stops(ofAll, Safepoints.read(stopsWithout));
            assertThat(ofAll.of("RedefineClasses").getCount())
                    .as("stops for the weaving, which is done at once")
                    .isEqualTo(1);
        }
        table.publish(jdk);

        Mark start = with.start();
        Mark end = with.end();
        assertThat(end.get("Open")).as("sockets on record").isEqualTo(start.get("Open"));
        assertThat(end.get("OpenedTotal") - end.get("ClosedTotal")).isEqualTo(end.get("Open"));
        assertThat(end.get("OpenedTotal")).isGreaterThan(CONNECTIONS);
        assertThat(end.get("descriptors")).isEqualTo(start.get("descriptors"));
        assertThat(end.get("heap")).isLessThan(start.get("heap") + HEAP_SLACK);
        assertThat(end.get("heap") - without.end().get("heap")).isLessThan(HEAP_OF_THE_AGENT);
        assertThat(end.get("Sites") - with.middle().get("Sites")).isLessThan(SITES_SLACK);
        assertThat(NEVER).allSatisfy(key -> assertThat(end.get(key)).as(key).isZero());
        assertThat(with.errors().lines())
                .singleElement()
                .asString()
                .matches("closewait .*: watching the sockets of this JVM \\(epoll\\).*");
        assertThat(JsonReport.parse(Files.readString(json)).json().getAsJsonArray("seen"))
                .as("leaks that were seen at any time")
                .isEmpty();
    }

    private static Fork fork(Jdk jdk, Path stops) {
        Fork fork = Fork.on(jdk);
        return jdk.feature() >= Safepoints.FROM ? fork.jvmOption(Safepoints.option(stops)) : fork;
    }
}
