package io.closewait.core.command.target;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Another JVM of this machine that can be attached to, as far as that shows from outside. */
public final class TargetJvm {
    /** Of the agent's threads, as much as the kernel keeps of a name. */
    private static final List<String> AGENT_THREADS = Arrays.asList("closewait-detec", "closewait-repor");

    private static final Pattern AGENT_OPTION = Pattern.compile("-javaagent:\\S*closewait-agent[^/]*\\.jar");
    private static final Pattern VARIABLES_OF_OPTIONS =
            Pattern.compile("^(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS)=");
    private static final long ASK_EVERY_MILLIS = 50;

    private static final String ATTACH_DISABLED = "-XX:+DisableAttachMechanism";

    private final AttachApi api;
    private final ProcessFacts process;
    private final ProcessFacts self;

    private TargetJvm(AttachApi api, ProcessFacts process, ProcessFacts self) {
        this.api = api;
        this.process = process;
        this.self = self;
    }

    /**
     * The JVM with this number.
     *
     * @throws CommandFailure if there is none, or it cannot be attached to. That is found out before anything is sent to it: an
     *     attach begins with a signal that ends a process which does not expect it
     */
    public static TargetJvm of(AttachApi api, long pid) {
        TargetJvm jvm = seen(api, pid);
        jvm.checkAttachable();
        return jvm;
    }

    /**
     * The JVM with this number, of which only {@code /proc} is to be read.
     *
     * @throws CommandFailure if there is none
     */
    public static TargetJvm seen(AttachApi api, long pid) {
        ProcessFacts self;
        try {
            self = ProcessFacts.self();
        } catch (IOException noProc) {
            throw new CommandFailure(
                    ExitCode.CANNOT_ATTACH, "there is no /proc here: this works on Linux only", noProc);
        }
        ProcessFacts process;
        try {
            process = ProcessFacts.of(pid);
        } catch (IOException gone) {
            throw new CommandFailure(
                    ExitCode.NO_PROCESS,
                    "no process " + pid + " here ('list' shows the JVMs; in a container and outside, numbers differ)",
                    gone);
        }
        TargetJvm jvm = new TargetJvm(api, process, self);
        jvm.checkProcess();
        return jvm;
    }

    private void checkProcess() {
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

    private void checkAttachable() {
        if (isAttachDisabled()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    this + " was started with " + ATTACH_DISABLED + ": start it with -javaagent instead");
        }
        if (process.isStopped()) {
            throw new CommandFailure(
                    ExitCode.REFUSED, this + " is stopped, by a signal or a debugger: resume it first");
        }
        boolean listens = Files.exists(process.seenFromHere("/tmp/.java_pid" + process.innermostPid()));
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

    private boolean isAttachDisabled() {
        return wasStartedWith(Pattern.compile(Pattern.quote(ATTACH_DISABLED)));
    }

    /** Whether the JVM has an option like this one, from its command line or from a variable that JVMs read. */
    private boolean wasStartedWith(Pattern option) {
        return Stream.concat(
                        process.commandLine().stream(),
                        process.environment().stream()
                                .filter(variable ->
                                        VARIABLES_OF_OPTIONS.matcher(variable).find()))
                .anyMatch(text -> option.matcher(text).find());
    }

    public ProcessFacts process() {
        return process;
    }

    /** Whether an agent works in there; found out without a word to the JVM. */
    public boolean hasAgent() {
        return AGENT_THREADS.stream().anyMatch(process::hasThread);
    }

    /** Returns when the agent's threads, which end last, are gone. */
    public void awaitAgentsEnd() {
        try {
            Bounded.call(toString(), Bounded.PATIENT_SECONDS, () -> {
                while (hasAgent() && process.isRunning()) {
                    Thread.sleep(ASK_EVERY_MILLIS);
                }
                return "";
            });
        } catch (CommandFailure failure) {
            throw failure;
        } catch (Exception interrupted) {
            throw new CommandFailure(ExitCode.FAILED, this + ": " + interrupted, interrupted);
        }
    }

    /** Whether an agent works in there, or is about to: the JVM may have been started a moment ago. */
    public boolean hasOrGetsAgent() {
        return hasAgent() || wasStartedWith(AGENT_OPTION);
    }

    /** Whether JMX, which goes over the loopback, gets from here to there. */
    public boolean sharesNetwork() {
        return process.sharesNamespace("net", self);
    }

    /** Loads the agent's jar into the JVM. That the agent runs is to be asked over JMX. */
    public void loadAgent(Path jar, String options) {
        if (!Files.exists(process.seenFromHere(jar.toString()))) {
            throw new CommandFailure(
                    ExitCode.CONTAINER,
                    this + " sees other files than this command does (a container?): put the jar where it is found as "
                            + jar);
        }
        attached(virtualMachine -> {
            try {
                virtualMachine.loadAgent(jar.toString(), options);
            } catch (Exception e) {
                if (!isOtherVersionsSuccess(e)) {
                    throw e;
                }
            }
            return "";
        });
    }

    /** JDK 8 and newer ones say "loaded, with result 0" in different words, and each takes the other's for a failure. */
    private static boolean isOtherVersionsSuccess(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return message.matches("(Failed to load agent library: )?0") || message.startsWith("Non-numeric value found");
    }

    /** A connection to the agent in the JVM, as soon as it has registered itself. */
    public RemoteAgent agent() {
        if (!sharesNetwork()) {
            throw new CommandFailure(
                    ExitCode.CONTAINER,
                    this + " has a network of its own (a container?), so JMX cannot reach it: run the command"
                            + " inside");
        }
        return RemoteAgent.connect(this, attached(this::jmxAddress));
    }

    private String jmxAddress(AttachApi.Attached virtualMachine) throws Exception {
        try {
            return virtualMachine.startLocalManagementAgent();
        } catch (Exception e) {
            if (e.getClass().getSimpleName().equals("AttachOperationFailedException")) {
                throw new CommandFailure(
                        ExitCode.NOT_RUNNING,
                        this + " has no JMX for other processes (" + e.getMessage()
                                + "): there, the agent's reports go to" + " its log and to json=FILE only",
                        e);
            }
            throw e;
        }
    }

    private String attached(Task task) {
        try {
            return Bounded.call(toString(), Bounded.PATIENT_SECONDS, () -> {
                try (AttachApi.Attached virtualMachine = api.attach(process.pid())) {
                    return task.run(virtualMachine);
                }
            });
        } catch (CommandFailure failure) {
            throw failure;
        } catch (Exception e) {
            throw refused(e);
        }
    }

    private CommandFailure refused(Throwable why) {
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
                            + "or has " + ATTACH_DISABLED + ", or its /tmp is not that of this command (" + message
                            + ")",
                    why);
        }
        return new CommandFailure(ExitCode.FAILED, this + ": " + why.getClass().getSimpleName() + ": " + message, why);
    }

    @Override
    public String toString() {
        return "JVM " + process.pid();
    }

    private interface Task {
        String run(AttachApi.Attached virtualMachine) throws Exception;
    }
}
