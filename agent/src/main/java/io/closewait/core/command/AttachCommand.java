package io.closewait.core.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import io.closewait.core.command.target.AttachApi;
import io.closewait.core.command.target.RemoteAgent;
import io.closewait.core.command.target.TargetJvm;
import io.closewait.core.config.OptionHelp;
import io.closewait.core.config.Options;
import io.closewait.core.report.AgentVersion;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads the agent into a JVM that runs, and proves that it works there. */
@Command(
        name = "attach",
        description = {
            "Loads the agent into a running JVM, and says how many sockets are in CLOSE_WAIT there.",
            "Sockets that are already open are counted, but the code that opened them is not known. For sockets opened from"
                    + " now on it is. A second attach changes the options of the agent that is there; enabled=false stops it.%n"
        })
final class AttachCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PID", description = "The JVM's process ID, as 'list' shows it.")
    private long pid;

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description =
                    "Options of the agent, as after -javaagent:...=; 'attach PID help' lists them. Relative paths are the"
                            + " JVM's, from its folder.")
    private List<String> options = new ArrayList<>();

    @Override
    public Integer call() {
        String text = String.join(",", options);
        PrintWriter out = spec.commandLine().getOut();
        List<String> problems = Options.problems(text);
        if (!problems.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, String.join("\nclosewait: ", problems));
        }
        Options wanted = Options.of(text, Collections.emptyMap(), null);
        if (!wanted.get(Options.ENABLED) && wanted.given().size() > 1) {
            throw new CommandFailure(
                    ExitCode.USAGE, "enabled=false stops the agent: it cannot be combined with other options");
        }
        if (wanted.get(Options.HELP)) {
            out.println(OptionHelp.text());
        } else {
            TargetJvm jvm = TargetJvm.of(AttachApi.find(), pid);
            out.println(wanted.get(Options.ENABLED) ? attach(jvm, text) : stop(jvm));
        }
        return ExitCode.DONE.number();
    }

    /** Ends the agent, as {@code enabled=false} asks, and returns the line that says so. */
    private static String stop(TargetJvm jvm) {
        if (!jvm.hasAgent()) {
            throw new CommandFailure(ExitCode.NO_AGENT, "the agent is not in " + jvm + ": there is nothing to stop");
        }
        jvm.loadAgent(ownJar(), Options.ENABLED.key() + "=false");
        jvm.awaitAgentsEnd();
        return "closewait is stopped in " + jvm + ": its hooks are removed; an attach starts it again";
    }

    /** Loads the agent and returns the line that says what came of it. */
    static String attach(TargetJvm jvm, String options) {
        boolean isSecond = jvm.hasAgent();
        jvm.loadAgent(ownJar(), options);
        if (!isSecond && !Options.of(options, Collections.emptyMap(), null).get(Options.JMX)) {
            return "closewait is loaded into " + jvm
                    + ", without JMX, as asked: its standard error says whether it works";
        }
        try (RemoteAgent agent = jvm.agent()) {
            String news = isSecond ? " was already running in " + jvm + changes(agent, options) : " runs in " + jvm;
            return "closewait " + agent.version() + news + ": " + counts(agent) + otherVersion(agent.version());
        } catch (CommandFailure failure) {
            throw new CommandFailure(
                    failure.exitCode(), "the agent is loaded, but cannot be asked: " + failure.getMessage(), failure);
        }
    }

    /** What became of the options of a second attach: some are read when the agent starts, and never again. */
    private static String changes(RemoteAgent agent, String options) {
        Map<String, String> wanted =
                Options.of(options, Collections.emptyMap(), null).given();
        if (wanted.isEmpty()) {
            return ", nothing changed";
        }
        JsonObject there = JsonParser.parseString(agent.text("jsonReport"))
                .getAsJsonObject()
                .getAsJsonObject("agent")
                .getAsJsonObject("options");
        List<String> changed = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        wanted.forEach((key, value) ->
                (new JsonPrimitive(value).equals(there.get(key)) ? changed : unchanged).add(key + "=" + value));
        return (changed.isEmpty() ? "" : ", now with " + String.join(", ", changed))
                + (unchanged.isEmpty() ? "" : ", too late for " + String.join(", ", unchanged));
    }

    private static String counts(RemoteAgent agent) {
        Map<String, Object> values = agent.attributes("KernelCloseWait", "PeerClosed", "UnknownOrigin");
        int unknown = number(values, "UnknownOrigin");
        int kernel = number(values, "KernelCloseWait");
        int all = kernel < 0 ? number(values, "PeerClosed") : kernel;
        return all + (all == 1 ? " socket" : " sockets") + " in CLOSE_WAIT, " + unknown
                + " of them of unknown origin (opened before the agent was attached)";
    }

    private static int number(Map<String, Object> values, String name) {
        return ((Number) values.getOrDefault(name, -1)).intValue();
    }

    private static String otherVersion(String there) {
        String here = AgentVersion.current();
        return there.equals(here) ? "" : "; this jar is " + here + ", which that JVM gets when it is restarted";
    }

    static Path ownJar() {
        try {
            return Paths.get(AttachCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
