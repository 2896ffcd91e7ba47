package io.closewait.core.command;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import io.closewait.core.command.target.AttachApi;
import io.closewait.core.command.target.RemoteAgent;
import io.closewait.core.command.target.TargetJvm;
import io.closewait.core.report.AtomicFile;
import io.closewait.core.report.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches a report of this moment from the agent in a JVM. */
@Command(
        name = "report",
        description = {"Prints a report of this moment from the agent in a JVM.", ""})
final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Parameters(paramLabel = "PID", description = "The JVM's process ID, as 'list' shows it.")
    private long pid;

    @ArgGroup
    private @Nullable Form form;

    @Option(names = "--attach", description = "Attach the agent first if it is not in that JVM.")
    private boolean attach;

    @ArgGroup(exclusive = false)
    private @Nullable Holders holders;

    @Option(names = "--fail", description = "End with exit code 1 if sockets leak, for cron.")
    private boolean fail;

    static final class Form {
        @Option(names = "--open", description = "As text, with all open sockets by origin, leaks or not.")
        private boolean open;

        @Option(names = "--json", description = "As JSON, which 'diff' reads.")
        private boolean json;

        @Option(names = "--html", paramLabel = "FILE", description = "As one HTML page, into a file.")
        private @Nullable Path html;
    }

    static final class Holders {
        @SuppressWarnings("UnusedVariable") // given or not, it is what makes picocli create this group
        @Option(
                names = "--holders",
                required = true,
                description =
                        "Who holds the sockets: runs closewait-holders.jar, which must be next to this jar. The JVM writes"
                                + " a heap dump for it.")
        private boolean wanted;

        @Option(names = "--yes", description = "With --holders: do not ask before the heap dump.")
        private boolean yes;
    }

    @Override
    public Integer call() throws IOException {
        if (holders != null) {
            return HoldersJar.besideTheAgent()
                    .run(pid, holders.yes, form != null && form.json, form == null ? null : form.html);
        }
        Path html = form == null || form.html == null ? null : form.html.toAbsolutePath();
        String problem = html == null ? "" : AtomicFile.problem(html);
        if (!problem.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, html + " cannot be written: " + problem);
        }
        TargetJvm jvm = TargetJvm.of(AttachApi.find(), pid);
        PrintWriter out = spec.commandLine().getOut();
        try (RemoteAgent agent = AgentIn.jvm(jvm, attach, spec.commandLine().getErr())) {
            if (html != null) {
                new AtomicFile(html).write(agent.text("htmlReport"));
                out.println("closewait: wrote " + html);
            } else if (form != null && form.json) {
                out.print(agent.text("jsonReport"));
            } else {
                out.println(Printable.lines(agent.text(form != null && form.open ? "openReport" : "textReport")));
            }
            out.flush();
            return (fail && agent.leaks() > 0 ? ExitCode.LEAKS : ExitCode.DONE).number();
        }
    }
}
