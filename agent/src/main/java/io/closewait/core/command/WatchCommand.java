package io.closewait.core.command;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import io.closewait.core.command.target.AttachApi;
import io.closewait.core.command.target.RemoteAgent;
import io.closewait.core.command.target.TargetJvm;
import io.closewait.core.command.watch.Screen;
import io.closewait.core.command.watch.Snapshot;
import io.closewait.core.command.watch.WatchView;
import io.closewait.core.kernel.CloseWaitCount;
import io.closewait.core.report.AgentVersion;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the numbers of one JVM again and again, until it ends or the user does. */
@Command(
        name = "watch",
        description = {
            "Shows the leaks of a JVM repeatedly, until the JVM ends (exit code 0) or Ctrl-C (130).",
            "Without the agent in that JVM it shows the kernel's count.",
            "Redraws in a terminal; elsewhere one block follows the other.%n"
        })
final class WatchCommand implements Callable<Integer> {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final long ASK_WHETHER_IT_RUNS_MILLIS = 200;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Parameters(paramLabel = "PID", description = "The JVM's process ID, as 'list' shows it.")
    private long pid;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "2s",
            description = "How often, such as 500ms, 2s (the default) or 1m.")
    @SuppressWarnings("NullAway.Init") // picocli's
    private Duration every;

    @Option(names = "--attach", description = "Attach the agent first if it is not in that JVM.")
    private boolean attach;

    @Override
    @SuppressWarnings(
            "ClosingStandardOutputStreams") // closing a screen gives the cursor back, and leaves the stream open
    public Integer call() throws InterruptedException {
        if (every.compareTo(SHORTEST) < 0) {
            throw new ParameterException(
                    spec.commandLine(), every.toMillis() + "ms is too short for --every: the shortest is 100ms");
        }
        TargetJvm jvm = TargetJvm.seen(AttachApi.find(), pid);
        try (Screen screen = Screen.open(System.out)) {
            if (!attach && !jvm.hasOrGetsAgent()) {
                watchKernel(jvm, screen);
            }
            if (attach || jvm.hasAgent() || (jvm.process().isRunning() && jvm.hasOrGetsAgent())) {
                watchAgent(screen);
            }
        } catch (CommandFailure failure) {
            if (jvm.process().isRunning()) {
                throw failure;
            }
        }
        if (!jvm.process().isRunning()) {
            spec.commandLine().getOut().println("closewait: " + jvm + " has ended");
        }
        return ExitCode.DONE.number();
    }

    /** Until an agent comes, the JVM ends or nobody reads any more. */
    private void watchKernel(TargetJvm jvm, Screen screen) throws InterruptedException {
        WatchView view = new WatchView(pid, AgentVersion.current(), every);
        CloseWaitCount kernel = jvm.process().closeWait();
        while (jvm.process().isRunning() && !jvm.hasAgent() && screen.show(view, Snapshot.of(kernel))) {
            sleepWhileRunning(jvm);
        }
    }

    private void watchAgent(Screen screen) throws InterruptedException {
        TargetJvm jvm = TargetJvm.of(AttachApi.find(), pid);
        try (RemoteAgent agent = AgentIn.jvm(jvm, attach, spec.commandLine().getErr())) {
            WatchView view = new WatchView(pid, agent.version(), every);
            while (jvm.process().isRunning() && screen.show(view, Snapshot.of(agent))) {
                sleepWhileRunning(jvm);
            }
        }
    }

    private void sleepWhileRunning(TargetJvm jvm) throws InterruptedException {
        long until = System.nanoTime() + every.toNanos();
        for (long left = every.toMillis();
                left > 0 && jvm.process().isRunning();
                left = (until - System.nanoTime()) / 1_000_000) {
            Thread.sleep(Math.min(left, ASK_WHETHER_IT_RUNS_MILLIS));
        }
    }
}
