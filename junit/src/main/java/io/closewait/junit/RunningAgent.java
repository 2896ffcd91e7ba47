package io.closewait.junit;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import net.bytebuddy.agent.ByteBuddyAgent;

/** The agent in this JVM, asked through its MXBean; attached first if it is not there. Thread-safe. */
final class RunningAgent {
    /** Silent but for errors: what leaks is said by the tests. Its own leakAfter and interval do not matter here. */
    private static final String OPTIONS = "logLevel=error,shutdownReport=false,interval=1h,grace=100ms";

    private static final long PATIENCE_MILLIS = 30_000;
    private static final long PAUSE_MILLIS = 10;

    private final MBeanServer server;
    private final ObjectName name;

    private RunningAgent(MBeanServer server, ObjectName name) {
        this.server = server;
        this.name = name;
    }

    /** Whether the agent can run in this JVM. */
    static boolean isSupported() {
        return System.getProperty("os.name", "").startsWith("Linux");
    }

    /** @throws IllegalStateException with what is wrong, if it cannot be had */
    static RunningAgent get() {
        try {
            // The agent registers its bean as soon as somebody has asked for the server.
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            RunningAgent agent = new RunningAgent(server, new ObjectName("io.closewait:type=Closewait"));
            if (!server.isRegistered(agent.name) && !isLoaded()) {
                ByteBuddyAgent.attach(
                        AgentJar.find(), ByteBuddyAgent.ProcessProvider.ForCurrentVm.INSTANCE.resolve(), OPTIONS);
            }
            agent.awaitAnswer();
            return agent;
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while closewait's agent was starting", e);
        }
    }

    /** By {@code -javaagent}, before any of us: it defines its hooks in the boot loader. */
    private static boolean isLoaded() {
        try {
            Class.forName("io.closewait.hooks.SocketHooks", false, null);
            return true;
        } catch (ClassNotFoundException notYet) {
            return false;
        }
    }

    private void awaitAnswer() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!server.isRegistered(name)) {
            if (System.nanoTime() - until > 0) {
                throw new IllegalStateException("closewait's agent is loaded into this JVM, but there is no " + name
                        + " after " + PATIENCE_MILLIS / 1000
                        + " s: standard error says whether the agent is disabled; its option jmx must be true");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Open sockets; those that the patterns pick, or all. */
    List<OpenSocket> openSockets(String patterns) {
        List<OpenSocket> sockets = new ArrayList<>();
        for (Object row : ((TabularData) invoke("openSockets", patterns)).values()) {
            sockets.add(OpenSocket.of((CompositeData) row));
        }
        return sockets;
    }

    /** The text report on these sockets, empty if none is open any more. */
    String report(List<OpenSocket> sockets) {
        StringBuilder ids = new StringBuilder();
        for (OpenSocket socket : sockets) {
            ids.append(ids.length() == 0 ? "" : ",").append(socket.id);
        }
        return (String) invoke("socketReport", ids.toString());
    }

    private Object invoke(String operation, String argument) {
        try {
            return server.invoke(name, operation, new Object[] {argument}, new String[] {String.class.getName()});
        } catch (RuntimeMBeanException e) {
            throw e.getTargetException();
        } catch (InstanceNotFoundException e) {
            throw new IllegalStateException("closewait's agent has gone: there is no " + name + " any more", e);
        } catch (JMException e) {
            throw new IllegalStateException(
                    "closewait's agent does not know " + operation + ": is it of another version than closewait-junit?",
                    e);
        }
    }
}
