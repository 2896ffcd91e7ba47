package io.closewait.core.command.target;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The main class, jar or module on the command line of a JVM, for one that publishes no performance data ({@code
 * -XX:-UsePerfData}, or a {@code /tmp} that is not writable). Without the arguments, which may be secret.
 */
final class ProgramName {
    /** Options of the launcher whose value is the next argument, unless it follows a {@code =}. */
    private static final Set<String> WITH_VALUE = new HashSet<>(Arrays.asList(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--limit-modules",
            "--add-reads",
            "--add-exports",
            "--add-opens",
            "--patch-module",
            "--enable-native-access",
            "--illegal-native-access",
            "--source"));

    private ProgramName() {}

    /** @param command as {@code /proc/PID/cmdline} has it */
    static String of(List<String> command) {
        if (command.isEmpty()) {
            return "unknown program";
        }
        for (int i = 1; i < command.size(); i++) {
            String argument = command.get(i);
            if (argument.equals("-jar") || argument.equals("-m") || argument.equals("--module")) {
                return i + 1 < command.size() ? command.get(i + 1) : command.get(0);
            }
            if (argument.startsWith("--module=")) {
                return argument.substring("--module=".length());
            }
            if (WITH_VALUE.contains(argument)) {
                i++;
            } else if (!argument.startsWith("-")) {
                return argument; // a main class, a source file, or @file, which holds it
            }
        }
        return command.get(0); // not the launcher's, but a program's that has a JVM inside
    }
}
