package io.closewait.it.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The assertion in tests of other frameworks, without JUnit Jupiter on the class path. */
@Tag("long")
class OtherFrameworksIT {
    private static final String LEAK =
            "io.closewait.junit.SocketLeakError: closewait: 1 socket NEVER CLOSED, look at com.acme.";

    @TempDir
    private Path classes;

    @EachJdk(from = 17)
    void a_leaking_test_of_JUnit_4_fails(Jdk jdk) throws Exception {
        List<String> lines =
                run(jdk, "junit-4", "JUnit4PriceTest", "org.junit.runner.JUnitCore", "com.acme.JUnit4PriceTest");

        assertThat(lines)
                .contains("Tests run: 4,  Failures: 3")
                .anyMatch(line -> line.endsWith(") reads_a_price_and_forgets_to_close(com.acme.JUnit4PriceTest)"))
                .anyMatch(line -> line.endsWith(") reads_a_price_and_drops_the_connection(com.acme.JUnit4PriceTest)"))
                .anyMatch(line -> line.startsWith("java.lang.IllegalArgumentException: SocketLeaks: exclude ="
                        + " \"host:localhost\" is not a pattern; write frame:, peer: or port:"))
                .anyMatch(line -> line.startsWith(LEAK + "JUnit4PriceTest.connect(JUnit4PriceTest.java:"));
    }

    @EachJdk(from = 17)
    void a_leaking_test_of_TestNG_fails(Jdk jdk) throws Exception {
        String reports = classes.resolve("reports").toString();
        List<String> lines = run(
                jdk,
                "testng",
                "TestNgPriceTest",
                "org.testng.TestNG",
                "-verbose",
                "2",
                "-d",
                reports,
                "-testclass",
                "com.acme.TestNgPriceTest");

        assertThat(lines)
                .contains("Total tests run: 2, Passes: 1, Failures: 1, Skips: 0")
                .anyMatch(line -> line.startsWith("FAILED: ") && line.endsWith("reads_a_price_and_forgets_to_close"))
                .anyMatch(line -> line.startsWith(LEAK + "TestNgPriceTest.connect(TestNgPriceTest.java:"));
    }

    /** What the framework prints. */
    private List<String> run(Jdk jdk, String library, String test, String... launcher) throws Exception {
        List<Path> jars = new ArrayList<>(
                List.of(Artifacts.junitExtension(), Artifacts.agent(), Artifacts.of(ByteBuddyAgent.class)));
        jars.addAll(Acme.jars(library));
        List<Path> classPath = Acme.compile(classes, jars, test);
        List<String> arguments = new ArrayList<>(List.of("-cp", Acme.path(classPath)));
        arguments.addAll(List.of(launcher));
        try (ForkedJvm jvm = Fork.on(jdk).start(arguments.toArray(String[]::new))) {
            assertThat(jvm.exitCode()).isNotZero();
            return jvm.stdout().lines();
        }
    }
}
