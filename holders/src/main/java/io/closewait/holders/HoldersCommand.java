package io.closewait.holders;

import io.closewait.holders.leaks.LeakReport;
import io.closewait.holders.outcome.CommandFailure;
import io.closewait.holders.outcome.ExitCode;
import io.closewait.holders.report.HolderReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "java -jar closewait-holders.jar",
        description = {
            "Says who holds the sockets that closewait's agent reports as leaks: the path to each in a heap dump.",
            ""
        },
        synopsisHeading = "Usage: ",
        customSynopsis = {
            "java -jar closewait-holders.jar [OPTIONS] PID",
            "       java -jar closewait-holders.jar [OPTIONS] REPORT HEAP.hprof",
            "       java -jar closewait-holders.jar [OPTIONS] --descriptors=N,N... HEAP.hprof",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = HoldersCommand.Version.class)
final class HoldersCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Parameters(
            arity = "1..2",
            paramLabel = "PID | REPORT HEAP.hprof",
            description =
                    "A JVM with the agent in it; or a report of the agent (JSON or HTML) and a heap dump of the same"
                            + " time.")
    private List<String> subject = new ArrayList<>();

    @Option(
            names = "--descriptors",
            split = ",",
            paramLabel = "N",
            description = "Without a report: the sockets with these descriptors.")
    private Set<Integer> descriptors = new TreeSet<>();

    @Option(names = "--json", description = "The agent's JSON report, with 'holders' in each group of leaks.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also the agent's HTML page, with the holders in it.")
    private @Nullable Path html;

    @Option(names = "--yes", description = "Do not ask before the JVM is made to write its heap dump.")
    private boolean yes;

    @Option(names = "--keep", paramLabel = "FILE", description = "Keep the heap dump in this new file.")
    private @Nullable Path keep;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where the heap dump is written; by default the folder for temporary files.")
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws IOException {
        Output output = new Output(spec.commandLine(), json, html);
        try {
            if (subject.size() == 1 && subject.get(0).matches("\\d+") && descriptors.isEmpty()) {
                new LiveAnalysis(Long.parseLong(subject.get(0)), output, yes, folder, keep).run();
            } else if (subject.size() == 2 && descriptors.isEmpty()) {
                files(output, Path.of(subject.get(0)), Path.of(subject.get(1)));
            } else if (subject.size() == 1 && !descriptors.isEmpty()) {
                if (html != null) {
                    throw wrong("--html needs a PID or a report");
                }
                LeakReport report = LeakReport.of(descriptors);
                output.print(analyse(Path.of(subject.get(0)), report, output), "");
            } else {
                throw wrong("give a PID, or REPORT and HEAP.hprof, or --descriptors and HEAP.hprof");
            }
        } catch (OutOfMemoryError e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "out of memory: keep the heap dump (--keep), and start with -Xmx2g -Dclosewait.holders.started=true",
                    e);
        }
        return ExitCode.DONE.number();
    }

    private void files(Output output, Path reportFile, Path heap) throws IOException {
        String text = read(reportFile);
        LeakReport report;
        try {
            report = LeakReport.parse(text);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, reportFile + " is " + e.getMessage(), e);
        }
        boolean isPage = text.stripLeading().startsWith("<");
        if (html != null && !isPage) {
            throw wrong("--html needs a PID or the agent's HTML report");
        }
        if (report.groups().isEmpty()) {
            output.say("no socket leaks in " + reportFile);
            return;
        }
        output.print(analyse(heap, report, output), isPage ? text : "");
    }

    private static HolderReport analyse(Path heap, LeakReport report, Output output) {
        try {
            return Analysis.of(heap, report, report.groups(), output);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, heap + ": " + e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, file + " cannot be read", e);
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "closewait-holders " + HoldersCommand.class.getPackage().getImplementationVersion()
            };
        }
    }
}
