package io.closewait.core.command.outcome;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the command line ends with: the numbers that scripts test, in the help and in {@code docs/command-line.md}. */
public enum ExitCode {
    DONE(0, "done; of diff: nothing new, nothing grown; of report --fail: no leak"),
    LEAKS(1, "of diff: sites that are new or have grown; of report --fail: sockets leak"),
    USAGE(2, "wrong arguments, or a file that cannot be read or written; nothing was done"),
    NO_PROCESS(3, "no process has this pid"),
    NOT_A_JVM(4, "the process is not a JVM"),
    NOT_ALLOWED(5, "the process is another user's, or cannot be inspected"),
    REFUSED(6, "the JVM cannot be attached to (its /tmp is not writable, for instance), or does not answer"),
    CANNOT_ATTACH(7, "the Java that runs this command cannot attach"),
    CONTAINER(8, "the JVM is in a container that this command cannot reach into"),
    NO_AGENT(9, "the agent is not in that JVM"),
    NOT_RUNNING(10, "the agent is in that JVM, but does not run or has no JMX"),
    OTHER_VERSION(11, "the agent in that JVM is too old for what was asked"),
    FAILED(12, "anything else, such as a connection that broke");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }

    /** Meanings by number, as picocli wants them for its help. */
    public static Map<String, String> list() {
        Map<String, String> list = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            list.put((code.number < 10 ? " " : "") + code.number, code.meaning);
        }
        return list;
    }
}
