package io.closewait.core.command;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import io.closewait.core.config.ValueType;
import io.closewait.core.report.AgentVersion;
import io.closewait.core.report.Printable;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line of the agent's jar. Called by the launcher. */
@Command(
        name = "java -jar closewait-agent.jar",
        description = {
            "Finds sockets whose peer is gone (CLOSE_WAIT) and names the code that keeps them open.",
            "To watch a JVM from its start: java -javaagent:closewait-agent.jar ..."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AttachCommand.class,
            ListCommand.class,
            ReportCommand.class,
            WatchCommand.class,
            DiffCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        scope = ScopeType.INHERIT)
public final class Commands implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    private Commands() {}

    /** Runs one command and returns the process's exit code. */
    public static int run(String[] arguments) {
        CommandLine commandLine = commandLine();
        return commandLine.execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Commands());
        commandLine.registerConverter(Duration.class, Commands::duration);
        commandLine.setParameterExceptionHandler((wrong, arguments) -> wrongUsage(wrong));
        commandLine.setExecutionExceptionHandler((failure, where, parsed) -> failed(failure, where));
        showExitCodes(commandLine);
        return commandLine;
    }

    /** All of them in the help of the whole; a command's own help ends with what the command is about. */
    private static void showExitCodes(CommandLine commandLine) {
        commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.list());
    }

    private static Duration duration(String text) {
        try {
            return ValueType.duration(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static int wrongUsage(ParameterException wrong) {
        wrong.getCommandLine().getErr().println("closewait: " + WrongUsage.line(wrong));
        return ExitCode.USAGE.number();
    }

    private static int failed(Exception failure, CommandLine where) {
        if (failure instanceof CommandFailure) {
            where.getErr().println("closewait: " + Printable.lines(String.valueOf(failure.getMessage())));
            return ((CommandFailure) failure).exitCode().number();
        }
        failure.printStackTrace(where.getErr()); // ours: whoever reports it needs the stack
        return ExitCode.FAILED.number();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: attach, list, report, watch or diff");
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"closewait " + AgentVersion.current()};
        }
    }
}
