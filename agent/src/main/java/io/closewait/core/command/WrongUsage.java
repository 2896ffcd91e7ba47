package io.closewait.core.command;

import io.closewait.core.config.Nearest;
import io.closewait.core.report.Printable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the arguments, in one line that names the nearest right thing. */
final class WrongUsage {
    private static final String ROOT_HELP = "java -jar closewait-agent.jar --help";

    private final ParameterException wrong;
    private final CommandLine command;
    private final String name;
    private final String message;

    private WrongUsage(ParameterException wrong) {
        this.wrong = wrong;
        this.command = wrong.getCommandLine();
        this.name = command.getCommandName();
        this.message = String.valueOf(wrong.getMessage());
    }

    /** The line, without the agent's name in front. */
    static String line(ParameterException wrong) {
        return Printable.line(new WrongUsage(wrong).line());
    }

    private String line() {
        if (wrong instanceof UnmatchedArgumentException) {
            return unmatched(((UnmatchedArgumentException) wrong).getUnmatched().get(0));
        }
        if (wrong instanceof MissingParameterException) {
            String missing = ((MissingParameterException) wrong)
                    .getMissing().stream()
                            .map(argument -> argument.paramLabel())
                            .collect(Collectors.joining(" and "));
            return name + " needs " + missing + (missing.equals("PID") ? ": 'list' shows the JVMs" : "") + see();
        }
        if (wrong instanceof MutuallyExclusiveArgsException) {
            return message.replaceFirst("^Error: ", "")
                            .replaceFirst(" are mutually exclusive.*", " exclude each other: give one of them")
                    + see();
        }
        if (message.startsWith("Unknown subcommand") && wrong.getValue() != null) { // of 'help'
            return unknownCommand(wrong.getValue(), command);
        }
        if (wrong.getArgSpec() != null && wrong.getArgSpec().paramLabel().equals("PID")) {
            return "'" + wrong.getValue() + "' is not a process ID such as 4711: 'list' shows those of the JVMs"
                    + see();
        }
        return message + see();
    }

    private String unmatched(String argument) {
        boolean isRoot = command.getParent() == null;
        if (argument.startsWith("-")) {
            String nearest = Nearest.to(
                    argument.split("=", 2)[0],
                    command.getCommandSpec().options().stream()
                            .map(option -> option.longestName())
                            .toArray(String[]::new));
            return (isRoot ? "unknown option '" : name + " has no option '") + argument + "'"
                    + (nearest.isEmpty() ? see() : ", did you mean '" + nearest + "'?");
        }
        return isRoot ? unknownCommand(argument, command) : name + " takes no argument '" + argument + "'" + see();
    }

    private static String unknownCommand(String argument, CommandLine root) {
        String[] commands = root.getSubcommands().keySet().toArray(new String[0]);
        String nearest = Nearest.to(argument, commands);
        return "unknown command '" + argument + "'"
                + (nearest.isEmpty()
                        ? ": there are " + String.join(", ", commands)
                        : ", did you mean '" + nearest + "'?");
    }

    private String see() {
        return "; see '"
                + (command.getParent() == null
                        ? ROOT_HELP
                        : command.getCommandSpec().qualifiedName() + " --help") + "'";
    }
}
