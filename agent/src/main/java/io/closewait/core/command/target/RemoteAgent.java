package io.closewait.core.command.target;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The MXBean of an agent in another JVM. Attributes and operations are asked for by name, for the agent there may be older than
 * this command, or newer.
 */
public final class RemoteAgent implements AutoCloseable {
    private static final String NAME = "io.closewait:type=Closewait";
    private static final long REGISTERED_WITHIN_MILLIS = 10_000;
    private static final long ASK_EVERY_MILLIS = 100;
    private static final int CLOSED_WITHIN_SECONDS = 2;

    private final TargetJvm jvm;
    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final ObjectName name;

    private RemoteAgent(TargetJvm jvm, JMXConnector connector) throws IOException, MalformedObjectNameException {
        this.jvm = jvm;
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
        this.name = new ObjectName(NAME);
    }

    /** Connects, and waits until the agent has registered its MXBean: it does so a second after JMX has started. */
    @SuppressWarnings(
            "BanJNDI") // the address is what the attach API was told by a JVM of this user, or by root's choice
    static RemoteAgent connect(TargetJvm jvm, String address) {
        return ask(jvm, () -> {
            LoopbackSockets.use();
            RemoteAgent agent = new RemoteAgent(jvm, JMXConnectorFactory.connect(new JMXServiceURL(address)));
            try {
                agent.awaitRegistration();
                return agent;
            } catch (CommandFailure | IOException | InterruptedException e) {
                agent.close();
                throw e;
            }
        });
    }

    private void awaitRegistration() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + REGISTERED_WITHIN_MILLIS * 1_000_000;
        while (!server.isRegistered(name)) {
            if (System.nanoTime() - deadline > 0) {
                throw new CommandFailure(
                        ExitCode.NOT_RUNNING,
                        jvm + " has the agent's jar, but its MXBean did not appear within "
                                + REGISTERED_WITHIN_MILLIS / 1000 + " s: see the lines 'closewait: ...' on that JVM's"
                                + " standard error; with the option jmx=false there is none");
            }
            Thread.sleep(ASK_EVERY_MILLIS);
        }
    }

    /** How many sockets leak, without those that somebody has accepted. */
    public int leaks() {
        TabularData rows = (TabularData) attributes("Leaks").get("Leaks");
        int sum = 0;
        for (Object row : rows == null ? Collections.emptyList() : rows.values()) {
            sum += (Integer) ((CompositeData) row).get("count");
        }
        return sum;
    }

    public String version() {
        return (String) attributes("Version").getOrDefault("Version", "of unknown version");
    }

    /** The values of attributes by name; those that the agent there does not have are missing. */
    public Map<String, Object> attributes(String... names) {
        return ask(jvm, () -> {
            Map<String, Object> values = new HashMap<>();
            for (Attribute attribute : server.getAttributes(name, names).asList()) {
                values.put(attribute.getName(), attribute.getValue());
            }
            return values;
        });
    }

    /** What an operation without parameters returns, which is text. */
    public String text(String operation) {
        return ask(jvm, () -> {
            try {
                return (String) server.invoke(name, operation, new Object[0], new String[0]);
            } catch (ReflectionException noSuchOperation) {
                throw new CommandFailure(
                        ExitCode.OTHER_VERSION,
                        "the agent in " + jvm + " (closewait " + version() + ") has no operation " + operation
                                + ": restart that JVM with a newer one",
                        noSuchOperation);
            }
        });
    }

    /** All calls go through here: each has a limit in time, and each failure an exit code. */
    private static <T> T ask(TargetJvm jvm, Callable<T> question) {
        try {
            return Bounded.call(jvm.toString(), Bounded.PATIENT_SECONDS, question);
        } catch (CommandFailure failure) {
            throw failure;
        } catch (InstanceNotFoundException unregistered) {
            throw new CommandFailure(
                    ExitCode.NOT_RUNNING, "the agent in " + jvm + " has unregistered its MXBean", unregistered);
        } catch (Exception e) {
            throw jvm.process().isRunning()
                    ? new CommandFailure(
                            ExitCode.FAILED,
                            "JMX with " + jvm + " failed: " + e.toString().replaceAll("\\s+", " "),
                            e)
                    : new CommandFailure(ExitCode.NO_PROCESS, jvm + " has ended", e);
        }
    }

    /** Not longer than a JVM takes that is well: one that hangs would not let go. */
    @Override
    public void close() {
        try {
            Bounded.call(jvm.toString(), CLOSED_WITHIN_SECONDS, () -> {
                connector.close();
                return "";
            });
        } catch (Exception alreadyGone) {
            // which was the purpose
        }
    }
}
