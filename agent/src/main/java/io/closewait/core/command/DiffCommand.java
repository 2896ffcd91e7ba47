package io.closewait.core.command;

import io.closewait.core.command.diff.ReportDiff;
import io.closewait.core.command.diff.ReportFile;
import io.closewait.core.command.outcome.ExitCode;
import io.closewait.core.report.Printable;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two JSON reports. */
@Command(
        name = "diff",
        description = {
            "Shows which sites are new, gone, grown or shrunk in the second of two JSON reports.",
            "A site is the same if it has the same fingerprint: direction, classes and methods of the opening stack, not"
                    + " lines, verdict or peers. What the agent's options exclude or baseline accept does not count.%n"
        })
final class DiffCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A.json", description = "The earlier report.")
    @SuppressWarnings("NullAway.Init") // picocli's
    private Path earlier;

    @Parameters(index = "1", paramLabel = "B.json", description = "The later report.")
    @SuppressWarnings("NullAway.Init") // picocli's
    private Path later;

    @Override
    public Integer call() {
        ReportDiff diff = ReportDiff.between(ReportFile.read(earlier), ReportFile.read(later));
        diff.lines().forEach(line -> spec.commandLine().getOut().println(Printable.line(line)));
        return (diff.isWorse() ? ExitCode.LEAKS : ExitCode.DONE).number();
    }
}
