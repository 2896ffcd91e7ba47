package io.closewait.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "java -jar demo-app.jar",
        description = {"Leaks sockets on purpose and prints what the kernel says about them.", ""},
        footerHeading = "%nScenarios (and their default hold):%n")
public final class Main implements Callable<Integer> {

    @Spec
    @Nullable
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "What to leak, see below.")
    private String scenario = "";

    @Option(
            names = "--hold",
            paramLabel = "SECONDS",
            description = "How long to keep the sockets before cleaning up; each scenario has its own default.")
    @Nullable
    private Integer holdSeconds;

    @Option(names = "--help", usageHelp = true, description = "Print this and exit.")
    @SuppressWarnings("UnusedVariable") // picocli asks for a field
    private boolean help;

    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.getCommandSpec().usageMessage().footer(scenarioLines().toArray(new String[0]));
        commandLine.setParameterExceptionHandler((problem, given) -> {
            System.err.println("demo: error: " + problem.getMessage());
            System.err.println("demo: see --help");
            return CommandLine.ExitCode.USAGE;
        });
        commandLine.setExecutionExceptionHandler((problem, given, result) -> {
            System.err.println("demo: error: " + problem);
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Catalogue.Entry entry = Catalogue.find(scenario)
                .orElseThrow(() -> usageError("unknown scenario \"%s\"; did you mean \"%s\"?"
                        .formatted(scenario, Catalogue.nearest(scenario))));
        int hold = holdSeconds == null ? entry.holdSeconds() : holdSeconds;
        if (hold < 0) {
            throw usageError("--hold must not be negative: " + hold);
        }
        if (!Files.isReadable(Path.of("/proc/self/net/tcp"))) {
            throw usageError("the demo needs Linux: /proc/self/net/tcp cannot be read");
        }
        new Stage(Log.root()).play(entry, hold);
        return CommandLine.ExitCode.OK;
    }

    private ParameterException usageError(String message) {
        if (spec == null) {
            throw new IllegalStateException("not started through the command line");
        }
        return new ParameterException(spec.commandLine(), message);
    }

    private static List<String> scenarioLines() {
        List<String> lines = new ArrayList<>();
        for (Catalogue.Entry entry : Catalogue.ENTRIES) {
            lines.add(String.format(
                    Locale.ROOT, "  %-10s %s (%d s)", entry.name(), entry.summary(), entry.holdSeconds()));
        }
        return lines;
    }
}
