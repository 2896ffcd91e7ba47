package io.closewait.holders.outcome;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the command ends with; up to 12 as the agent's own command line. */
public enum ExitCode {
    DONE(0, "done, or nothing leaks"),
    USAGE(2, "wrong arguments, or a file that cannot be read or written; nothing was done"),
    NO_PROCESS(3, "no process has this pid, or it has ended"),
    NOT_A_JVM(4, "the process is not a JVM"),
    NOT_ALLOWED(5, "the JVM is another user's"),
    REFUSED(6, "the JVM cannot be attached to, does not answer, or cannot write the dump"),
    CANNOT_ATTACH(7, "the Java that runs this command cannot attach"),
    CONTAINER(8, "the JVM is in a container that this command cannot reach into"),
    NO_AGENT(9, "the agent is not in that JVM, or has no JMX"),
    FAILED(12, "anything else"),
    DECLINED(13, "the dump was not agreed to; nothing was done"),
    NO_ROOM(14, "the disk does not have twice the space that the dump needs; nothing was done");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
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
