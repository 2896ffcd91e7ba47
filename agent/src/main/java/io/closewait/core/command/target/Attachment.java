package io.closewait.core.command.target;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a process can be attached to, as far as that shows from outside, and why it could not. */
final class Attachment {
    private static final String DISABLED = "-XX:+DisableAttachMechanism";
    private static final Pattern ATTACH_DISABLED = Pattern.compile(Pattern.quote(DISABLED));

    private static final Set<String> LISTENER = Collections.singleton("Attach Listener");

    private final ProcessFacts process;
    private final ProcessFacts self;

    /** @param self the process that is to attach */
    Attachment(ProcessFacts process, ProcessFacts self) {
        this.process = process;
        this.self = self;
    }

    /** @throws CommandFailure unless this user may look into the process, and it is a JVM */
    void checkProcess() {
        long pid = process.pid();
        if (process.process() != pid) {
            throw new CommandFailure(
                    ExitCode.NO_PROCESS, pid + " is a thread of process " + process.process() + ": name that one");
        }
        if (!process.isRunning()) {
            throw new CommandFailure(ExitCode.NO_PROCESS, "process " + pid + " has ended");
        }
        boolean isForeign = process.user() != self.user();
        if (isForeign && self.user() != 0) {
            throw belongsToAnother();
        }
        try {
            if (!process.isJvm()) {
                throw new CommandFailure(ExitCode.NOT_A_JVM, "process " + pid + " is not a JVM");
            }
        } catch (IOException notTold) {
            throw isForeign
                    ? belongsToAnother()
                    : new CommandFailure(
                            ExitCode.NOT_ALLOWED,
                            "process " + pid + " cannot be inspected (" + notTold.getMessage()
                                    + " is not readable): it has"
                                    + " capabilities that this command lacks; run the command where it has them too",
                            notTold);
        }
    }

    private CommandFailure belongsToAnother() {
        return new CommandFailure(
                ExitCode.NOT_ALLOWED,
                "process " + process.pid() + " belongs to another user (uid " + process.user()
                        + "): run the command as that user");
    }

    /** @throws CommandFailure if an attach would fail, or do harm */
    void check() {
        if (process.wasStartedWith(ATTACH_DISABLED)) {
            throw new CommandFailure(
                    ExitCode.REFUSED, this + " was started with " + DISABLED + ": start it with -javaagent instead");
        }
        if (process.isStopped()) {
            throw new CommandFailure(
                    ExitCode.REFUSED, this + " is stopped, by a signal or a debugger: resume it first");
        }
        boolean listens = listens();
        if (!listens && !process.catchesQuitSignal()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    this
                            + " does not handle SIGQUIT yet, and an attach would kill it: it is still starting, try again");
        }
        if (!listens && !process.mayWriteTo("/tmp")) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "/tmp of " + this
                            + " is not writable, and an attach needs it: mount a writable one (in Kubernetes an"
                            + " emptyDir), or start the JVM with -javaagent and the options trigger and json");
        }
    }

    /**
     * Whether it waits for commands already. The file alone does not tell: a JVM that had this number before and was killed
     * leaves it behind, and on a read-only {@code /tmp} the new one cannot remove it.
     */
    private boolean listens() {
        return process.hasThread(LISTENER)
                && Files.exists(process.seenFromHere("/tmp/.java_pid" + process.innermostPid()));
    }

    /** What to say of an attach that failed although there was no reason to expect that. */
    CommandFailure refused(Throwable why) {
        if (!process.isRunning()) {
            return new CommandFailure(ExitCode.NO_PROCESS, this + " has ended in the meantime", why);
        }
        String message = String.valueOf(why.getMessage()).split("\n", 2)[0];
        if (message.contains("Dynamic agent loading is not enabled")) {
            return new CommandFailure(
                    ExitCode.REFUSED,
                    this + " was started with -XX:-EnableDynamicAgentLoading: start it with -javaagent instead",
                    why);
        }
        if (message.contains("not secure")) {
            return new CommandFailure(ExitCode.NOT_ALLOWED, this + " does not let this user attach: " + message, why);
        }
        if (why.getClass().getSimpleName().equals("AttachNotSupportedException")) {
            if (!process.sharesNamespace("pid", self) || !process.sharesNamespace("mnt", self)) {
                return new CommandFailure(
                        ExitCode.CONTAINER,
                        this
                                + " is in a container, and its attach socket is not found from here: run the command inside ("
                                + message + ")",
                        why);
            }
            boolean isForeign = process.user() != self.user();
            return new CommandFailure(
                    ExitCode.REFUSED,
                    this + " does not answer: "
                            + (isForeign
                                    ? "it may require its own user (uid " + process.user() + ") to run this command, "
                                    : "it hangs, ")
                            + "or has " + DISABLED + ", or its /tmp is not that of this command (" + message
                            + ")",
                    why);
        }
        return new CommandFailure(ExitCode.FAILED, this + ": " + why.getClass().getSimpleName() + ": " + message, why);
    }

    @Override
    public String toString() {
        return "JVM " + process.pid();
    }
}
