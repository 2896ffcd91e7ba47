package io.closewait.it.junit;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;

/**
 * What came of a run of JUnit's console launcher.
 *
 * @param failures what the launcher says of each failed test or class, by its name: {@code Class} or {@code Class:test()}
 * @param successful how many tests succeeded
 * @param complaints what the agent says on standard error
 */
record ConsoleRun(Map<String, String> failures, int successful, List<String> complaints) {
    private static final String FAILURE = "  JUnit Jupiter:";
    private static final String CONFIG = "junit.jupiter.execution.parallel.";

    /** One test after the other. */
    static ConsoleRun sequential(Fork fork, JUnitVersion version, Class<?>... tests) throws Exception {
        return of(fork, version, List.of("enabled=false"), tests);
    }

    /** All of them at the same time. */
    static ConsoleRun parallel(Fork fork, JUnitVersion version, Class<?>... tests) throws Exception {
        return of(
                fork,
                version,
                List.of(
                        "enabled=true",
                        "mode.default=concurrent",
                        "config.strategy=fixed",
                        "config.fixed.parallelism=8",
                        "config.fixed.max-pool-size=8"),
                tests);
    }

    private static ConsoleRun of(Fork fork, JUnitVersion version, List<String> config, Class<?>... tests)
            throws Exception {
        return of(
                fork,
                version,
                List.of(Artifacts.holders(), Artifacts.of(ConsoleRun.class)),
                config,
                Stream.of(tests).map(Class::getName).toList());
    }

    /** With classes of this class path, one test after the other. */
    static ConsoleRun sequential(Fork fork, JUnitVersion version, List<Path> classPath, List<String> tests)
            throws Exception {
        return of(fork, version, classPath, List.of("enabled=false"), tests);
    }

    private static ConsoleRun of(
            Fork fork, JUnitVersion version, List<Path> more, List<String> config, List<String> tests)
            throws Exception {
        String classPath = Stream.concat(
                        Stream.of(
                                version.consoleLauncher(),
                                Artifacts.junitExtension(),
                                Artifacts.agent(),
                                Artifacts.of(ByteBuddyAgent.class)),
                        more.stream())
                .map(Path::toString)
                .collect(Collectors.joining(":"));
        List<String> arguments = new ArrayList<>(List.of(
                "-cp",
                classPath,
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--details=summary"));
        config.forEach(entry -> arguments.add("--config=" + CONFIG + entry));
        tests.forEach(test -> arguments.add("--select-class=" + test));
        try (ForkedJvm jvm = fork.start(arguments.toArray(String[]::new))) {
            jvm.exitCode();
            return parse(
                    jvm.stdout().lines(),
                    jvm.stderr().lines().stream()
                            .filter(line -> line.startsWith("closewait:"))
                            .toList());
        }
    }

    private static ConsoleRun parse(List<String> lines, List<String> complaints) {
        Map<String, String> failures = new LinkedHashMap<>();
        String current = "";
        int successful = -1;
        for (String line : lines) {
            if (line.startsWith(FAILURE)) {
                current = line.substring(FAILURE.length());
                failures.put(current, "");
            } else if (line.startsWith("Test run finished")) {
                current = "";
            } else if (line.contains(" tests successful ")) {
                successful = Integer.parseInt(line.replaceAll("\\D", ""));
            } else if (!current.isEmpty()) {
                failures.merge(current, line, (before, next) -> before + "\n" + next);
            }
        }
        if (successful < 0) {
            throw new AssertionError("not the output of JUnit's console launcher:\n" + String.join("\n", lines));
        }
        return new ConsoleRun(failures, successful, complaints);
    }
}
