package io.closewait.it.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.Jdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Connections that outlive a test on purpose: what {@code docs/junit.md} says of Spring, of servers as containers, of clients. */
@Tag("long")
class SharedConnectionsIT {
    private static final String NEVER_CLOSED = "SocketLeakError: closewait: 1 socket NEVER CLOSED, look at"
            + " com.acme.PriceClient.<init>(PriceClient.java:";

    @TempDir
    private Path classes;

    @EachJdk(from = 17, to = 17)
    void a_bean_that_stays_open_fails_the_class_that_closes_the_context(Jdk jdk) throws Exception {
        ConsoleRun run = run(Fork.on(jdk), "ClosedContextTest", "CachedContextTest");

        assertThat(run.failures()).containsOnlyKeys("ClosedContextTest");
        assertThat(run.failures().get("ClosedContextTest"))
                .as("whether the garbage collector has closed it or not")
                .containsPattern(
                        "closewait: 1 socket (NEVER CLOSED|ABANDONED), look at com\\.acme\\.PriceClient\\.<init>")
                .contains("opened by com.acme.ClosedContextTest", "com.acme.PriceConfiguration.client(");
    }

    @EachJdk(from = 17, to = 17)
    void a_client_that_outlives_its_server_fails_the_class_if_the_check_comes_after_the_server(Jdk jdk)
            throws Exception {
        ConsoleRun run = run(Fork.on(jdk), "ServerStopsTest", "ServerStopsUnseenTest", "ServerStopsClosedTest");

        assertThat(run.failures()).containsOnlyKeys("ServerStopsTest");
        assertThat(run.failures().get("ServerStopsTest")).contains(NEVER_CLOSED, "opened by com.acme.ServerStopsTest");
    }

    @EachJdk(from = 17, to = 17)
    void the_check_of_a_whole_suite_comes_after_all_servers(Jdk jdk) throws Exception {
        Fork fork = Fork.on(jdk)
                .jvmOption("-Djunit.jupiter.extensions.autodetection.enabled=true", "-Dclosewait.junit.allTests=true");
        ConsoleRun run = run(fork, "ServerStopsUnseenTest");

        assertThat(run.failures()).containsOnlyKeys("ServerStopsUnseenTest");
    }

    @EachJdk(from = 17, to = 17)
    void a_pool_that_keeps_what_the_server_has_closed_fails_unless_it_is_emptied_and_so_does_an_unclosed_response(
            Jdk jdk) throws Exception {
        ConsoleRun run = run(Fork.on(jdk), "SharedClientTest", "SharedClientEvictsTest", "UnclosedResponseTest");

        assertThat(run.failures()).containsOnlyKeys("SharedClientTest", "UnclosedResponseTest");
        assertThat(run.failures().get("SharedClientTest"))
                .as("the verdict is another one if the server hangs up before the answer is read")
                .containsPattern("closewait: 1 socket .*, look at com\\.acme\\.SharedClientTest\\.reads_a_price\\(");
    }

    private ConsoleRun run(Fork fork, String... tests) throws Exception {
        List<Path> libraries = Acme.jars("spring-test", "spring-boot-3.5", "okhttp-5.5");
        List<Path> jars = new ArrayList<>(libraries);
        jars.add(Artifacts.junitExtension());
        jars.add(JUnitVersion.OLDEST.consoleLauncher());
        Acme.compile(classes, jars, tests);
        libraries.add(classes);
        return ConsoleRun.sequential(
                fork,
                JUnitVersion.OLDEST,
                libraries,
                Stream.of(tests).map(test -> "com.acme." + test).toList());
    }
}
