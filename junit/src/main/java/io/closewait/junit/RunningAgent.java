package io.closewait.junit;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Open sockets, and those with a greater id than this one that the garbage collector had closed; those that the patterns pick,
     * or all.
     */
    List<OpenSocket> sockets(long closedAfter, String patterns) {
        Map<Long, OpenSocket> sockets = new LinkedHashMap<>();
        // In this order: what is closed between the two is in one of them.
        add(sockets, invoke("openSockets", new Object[] {patterns}, String.class));
        add(sockets, invoke("socketsClosedByGc", new Object[] {closedAfter, patterns}, long.class, String.class));
        return new ArrayList<>(sockets.values());
    }

    private static void add(Map<Long, OpenSocket> sockets, Object table) {
        for (Object row : ((TabularData) table).values()) {
            OpenSocket socket = OpenSocket.of((CompositeData) row);
            sockets.put(socket.id, socket);
        }
    }

    /** What is opened from now on has a greater id. */
    long lastId() {
        return LeakCheck.lastId(sockets(0, ""));
    }

    /** Whether it is one of the option {@code exclude}. */
    boolean isPattern(String text) {
        if (text.replace(';', ' ').trim().isEmpty()) {
            return false;
        }
        try {
            invoke("socketsClosedByGc", new Object[] {Long.MAX_VALUE, text}, long.class, String.class);
            return true;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    /** The text report on these sockets, empty if the application has closed all. */
    String report(List<OpenSocket> sockets) {
        StringBuilder ids = new StringBuilder();
        for (OpenSocket socket : sockets) {
            ids.append(ids.length() == 0 ? "" : ",").append(socket.id);
        }
        return (String) invoke("socketReport", new Object[] {ids.toString()}, String.class);
    }

    private Object invoke(String operation, Object[] arguments, Class<?>... types) {
        String[] signature = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            signature[i] = types[i].getName();
        }
        try {
            return server.invoke(name, operation, arguments, signature);
        } catch (RuntimeMBeanException e) {
            throw e.getTargetException();
        } catch (InstanceNotFoundException e) {
            throw new IllegalStateException("closewait's agent is gone: there is no " + name + " any more", e);
        } catch (JMException e) {
            throw new IllegalStateException(
                    "closewait's agent does not know " + operation + ": is it of another version than closewait-junit?",
                    e);
        }
    }
}
