package io.closewait.core.command;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import io.closewait.core.command.target.AttachApi;
import io.closewait.core.command.target.ProcessFacts;
import io.closewait.core.command.target.RemoteAgent;
import io.closewait.core.command.target.TargetJvm;
import io.closewait.core.report.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the JVMs that could be attached to. Those without an agent are not disturbed by it in any way. */
@Command(
        name = "list",
        description = {
            "Shows this user's JVMs on this machine (for root: all): the kernel's CLOSE_WAIT of each, and what the agent says where"
                    + " there is one.",
            ""
        })
final class ListCommand implements Callable<Integer> {
    private static final String ROW = "%7s  %-16s  %10s  %7s  %7s  %7s  %s%n";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        AttachApi api = AttachApi.find();
        Map<Long, String> programs = api.programs();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(ROW, "PID", "AGENT", "CLOSE_WAIT", "LEAKED", "UNKNOWN", "OPEN", "PROGRAM");
        // Side by side: one that hangs holds up its own line only. Those that end in between are left out.
        List<String> rows = jvms().parallelStream()
                .map(process -> row(api, process, programs.getOrDefault(process.pid(), process.program())))
                .filter(row -> !row.isEmpty())
                .collect(Collectors.toList());
        rows.forEach(out::print);
        out.flush();
        return ExitCode.DONE.number();
    }

    private static List<ProcessFacts> jvms() throws IOException {
        ProcessFacts self = ProcessFacts.self();
        List<ProcessFacts> jvms = new ArrayList<>();
        for (long pid : ProcessFacts.pids()) {
            try {
                ProcessFacts process = ProcessFacts.of(pid);
                boolean isOurs = process.user() == self.user() || self.user() == 0;
                if (isOurs && pid != self.pid() && process.isJvm()) {
                    jvms.add(process);
                }
            } catch (IOException endedOrHidden) {
                // not one to attach to
            }
        }
        return jvms;
    }

    private static String row(AttachApi api, ProcessFacts process, String program) {
        int kernel = process.closeWait().now();
        String closeWait = kernel < 0 ? "?" : Integer.toString(kernel);
        try {
            TargetJvm jvm = TargetJvm.of(api, process.pid());
            if (!jvm.hasAgent()) {
                return row(process, "-", closeWait, "-", "-", "-", program);
            }
            try (RemoteAgent agent = jvm.agent()) {
                Map<String, Object> counts = agent.attributes("Leaked", "UnknownOrigin", "Open");
                return row(
                        process,
                        agent.version(),
                        closeWait,
                        counts.getOrDefault("Leaked", "?"),
                        counts.getOrDefault("UnknownOrigin", "?"),
                        counts.getOrDefault("Open", "?"),
                        program);
            }
        } catch (CommandFailure failure) {
            return !process.isRunning()
                    ? ""
                    : row(process, "?", closeWait, "?", "?", "?", program + "  (" + failure.getMessage() + ")");
        }
    }

    private static String row(ProcessFacts process, Object... columns) {
        List<Object> all = new ArrayList<>();
        all.add(process.pid());
        all.addAll(Arrays.asList(columns));
        return String.format(
                ROW,
                all.stream().map(column -> Printable.line(column.toString())).toArray());
    }
}
