package io.closewait.holders;

import io.closewait.holders.outcome.CommandFailure;
import io.closewait.holders.outcome.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Starts the command, within the memory that it is promised to need. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(SmallJvm.isThis() ? run(arguments) : SmallJvm.run(arguments));
    }

    static int run(String... arguments) {
        CommandLine commandLine = new CommandLine(new HoldersCommand());
        commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.list());
        commandLine.setParameterExceptionHandler((wrong, given) -> wrongUsage(wrong));
        commandLine.setExecutionExceptionHandler((failure, where, parsed) -> failed(failure, where));
        return commandLine.execute(arguments);
    }

    private static int wrongUsage(ParameterException wrong) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println("closewait: " + wrong.getMessage());
        err.println("closewait: see '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.USAGE.number();
    }

    private static int failed(Exception failure, CommandLine where) {
        if (failure instanceof CommandFailure expected) {
            where.getErr().println("closewait: " + failure.getMessage());
            return expected.exitCode().number();
        }
        failure.printStackTrace(where.getErr()); // ours: whoever reports it needs the stack
        return ExitCode.FAILED.number();
    }
}
