package io.closewait.core.command.target;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Another JVM of this machine that can be attached to, as far as that shows from outside. */
public final class TargetJvm {
    /**
     * Of the agent's threads, as much as the kernel has of a name: 15 characters. Since JDK 26 (JDK-8368124) the JVM leaves out
     * the middle of a longer name.
     */
    private static final List<String> AGENT_THREADS =
            Arrays.asList("closewait-detec", "closewa..tector", "closewait-repor", "closewa..porter");

    private static final Pattern AGENT_OPTION = Pattern.compile("-javaagent:\\S*closewait-agent[^/]*\\.jar");
    private static final long ASK_EVERY_MILLIS = 50;

    private final AttachApi api;
    private final ProcessFacts process;
    private final ProcessFacts self;
    private final Attachment attachment;

    private TargetJvm(AttachApi api, ProcessFacts process, ProcessFacts self) {
        this.api = api;
        this.process = process;
        this.self = self;
        this.attachment = new Attachment(process, self);
    }

    /**
     * The JVM with this number.
     *
     * @throws CommandFailure if there is none, or it cannot be attached to. That is found out before anything is sent to it: an
     *     attach begins with a signal that ends a process which does not expect it
     */
    public static TargetJvm of(AttachApi api, long pid) {
        TargetJvm jvm = seen(api, pid);
        jvm.attachment.check();
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
        jvm.attachment.checkProcess();
        return jvm;
    }

    public ProcessFacts process() {
        return process;
    }

    /** Whether an agent works in there; found out without a word to the JVM. */
    public boolean hasAgent() {
        return process.hasThread(AGENT_THREADS);
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
        return hasAgent() || process.wasStartedWith(AGENT_OPTION);
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
            throw attachment.refused(e);
        }
    }

    @Override
    public String toString() {
        return attachment.toString();
    }

    private interface Task {
        String run(AttachApi.Attached virtualMachine) throws Exception;
    }
}
