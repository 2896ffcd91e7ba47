package io.closewait.it.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to start a JVM; {@link #jar}, {@link #demo}, {@link #main} and {@link #start} start it.
 *
 * <pre>{@code
 * try (ForkedJvm jvm = Fork.on(jdk).agent("leakAfter=2s").demo("redis", "--hold", "10")) {
 *     jvm.stderr().awaitLine("closewait: 8 sockets in CLOSE_WAIT leak.*");
 * }
 * }</pre>
 */
public final class Fork {
    /** Variables that would give the JVM options of the one who runs the tests. */
    private static final Set<String> FOREIGN =
            Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLOSEWAIT_OPTS");

    /** See {@code it.jvmOptions} in the parent's {@code pom.xml}. */
    private static final List<String> OPTIONS_OF_ALL = Stream.of(
                    System.getProperty("it.jvmOptions", "").split(" "))
            .filter(option -> !option.isEmpty())
            .toList();

    private final Jdk jdk;
    private final List<String> before = new ArrayList<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private final Set<Path> classPath = new LinkedHashSet<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path directory = Artifacts.project();
    private Path programs;

    private Fork(Jdk jdk) {
        this.jdk = jdk;
    }

    public static Fork on(Jdk jdk) {
        return new Fork(jdk);
    }

    /** With the agent, without options. */
    public Fork agent() {
        return jvmOption("-javaagent:" + Artifacts.agent());
    }

    /** With the agent and its options, {@code key=value} each. */
    public Fork agent(String... options) {
        return jvmOption("-javaagent:" + Artifacts.agent() + "=" + String.join(",", options));
    }

    public Fork jvmOption(String... options) {
        jvmOptions.addAll(List.of(options));
        return this;
    }

    public Fork environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Has a shell run these commands first, which then becomes the JVM: limits, mounts, name spaces. */
    public Fork after(String shellCommands) {
        before.addAll(List.of("sh", "-c", shellCommands + "; exec \"$@\"", "sh"));
        return this;
    }

    /** Starts the shell of {@link #after} by another program, such as {@code unshare}; call it last. */
    public Fork under(String... program) {
        before.addAll(0, List.of(program));
        return this;
    }

    public Fork directory(Path folder) {
        directory = folder;
        return this;
    }

    /** Puts the jars on the class path that these classes of the test class path come from. */
    public Fork library(Class<?>... types) {
        for (Class<?> type : types) {
            classPath.add(Artifacts.of(type));
        }
        return this;
    }

    /** Puts all jars of a folder on the class path. */
    public Fork libraries(Path folder) {
        classPath.add(folder.resolve("*"));
        return this;
    }

    /** Takes the programs of {@code io.closewait.it.programs} from a jar, as class data archives want them. */
    public Fork programs(Path jar) {
        programs = jar;
        return this;
    }

    /** Starts the demo application. */
    public ForkedJvm demo(String... arguments) throws IOException {
        return jar(Artifacts.demoApp(), arguments);
    }

    public ForkedJvm jar(Path jar, String... arguments) throws IOException {
        return start(Stream.concat(Stream.of("-jar", jar.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    /** Starts a program: of {@code io.closewait.it.programs}, or, on the JDK of the tests or newer, of the tests. */
    public ForkedJvm main(Class<?> program, String... arguments) throws IOException {
        if (programs == null) {
            library(program);
        } else {
            classPath.add(programs);
        }
        String joined = classPath.stream().map(Path::toString).collect(Collectors.joining(":"));
        return start(Stream.concat(Stream.of("-cp", joined, program.getName()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    /** Starts the JVM with these arguments after the options. */
    public ForkedJvm start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(jdk.java());
        command.addAll(OPTIONS_OF_ALL);
        command.addAll(jvmOptions);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeAll(FOREIGN);
        builder.environment().putAll(environment);
        return new ForkedJvm(command, builder.start());
    }
}
