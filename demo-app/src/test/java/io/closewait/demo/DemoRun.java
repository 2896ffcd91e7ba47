package io.closewait.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A demo in a process of its own, from start to end. */
record DemoRun(int exitCode, List<String> output) {
    private static final Pattern KERNEL = Pattern.compile("demo: kernel: (\\d+) in CLOSE_WAIT \\(pid \\d+\\)");

    static DemoRun of(String... arguments) throws Exception {
        return run(java(Main.class, arguments));
    }

    static DemoRun withDescriptors(int limit, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + limit + " && exec \"$0\" \"$@\""));
        command.addAll(java(Main.class, arguments));
        return run(command);
    }

    static List<String> java(Class<?> mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static DemoRun run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new DemoRun(process.waitFor(), output.lines().toList());
    }

    /** What the kernel said before, after the beginning, after the hold and at the end. */
    List<Integer> kernelCounts() {
        return output.stream()
                .map(KERNEL::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .toList();
    }
}
