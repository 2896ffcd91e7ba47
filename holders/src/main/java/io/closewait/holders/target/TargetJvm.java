package io.closewait.holders.target;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.closewait.holders.leaks.LeakedSocket;
import io.closewait.holders.outcome.CommandFailure;
import io.closewait.holders.outcome.ExitCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A JVM with the agent in it, over the JVM's own JMX connector for processes of this machine. */
public final class TargetJvm implements AutoCloseable {
    private static final long REGISTERED_WITHIN_MILLIS = 10_000;
    private static final long ASK_EVERY_MILLIS = 100;

    private final TargetProcess process;
    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final ObjectName agent;

    private TargetJvm(TargetProcess process, JMXConnector connector) throws IOException, JMException {
        this.process = process;
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
        this.agent = new ObjectName("io.closewait:type=Closewait");
    }

    /** Connects, and waits until the agent has registered its MXBean: it does so a second after JMX has started. */
    @SuppressWarnings(
            "BanJNDI") // the address is what the attach API was told by a JVM of this user, or by root's choice
    public static TargetJvm connect(long pid) {
        TargetProcess process = TargetProcess.of(pid);
        return ask(process, () -> {
            LoopbackSockets.use();
            TargetJvm jvm = new TargetJvm(process, JMXConnectorFactory.connect(new JMXServiceURL(address(process))));
            try {
                jvm.awaitAgent();
                return jvm;
            } catch (CommandFailure | IOException | InterruptedException e) {
                jvm.close();
                throw e;
            }
        });
    }

    private static String address(TargetProcess process) throws IOException {
        try {
            VirtualMachine virtualMachine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                return virtualMachine.startLocalManagementAgent();
            } finally {
                virtualMachine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new CommandFailure(ExitCode.REFUSED, process + " cannot be attached to", e);
        } catch (NoClassDefFoundError trimmed) {
            throw new CommandFailure(
                    ExitCode.CANNOT_ATTACH,
                    "this Java has no attach API: run the command with a JDK, or with a Java that has the module"
                            + " jdk.attach",
                    trimmed);
        }
    }

    private void awaitAgent() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + REGISTERED_WITHIN_MILLIS * 1_000_000;
        while (!server.isRegistered(agent)) {
            if (System.nanoTime() - deadline > 0) {
                throw new CommandFailure(
                        ExitCode.NO_AGENT,
                        "the agent is not in " + process + ", or has no JMX: 'java -jar closewait-agent.jar attach "
                                + process.pid() + "' loads it");
            }
            Thread.sleep(ASK_EVERY_MILLIS);
        }
    }

    /** What an operation of the agent without parameters returns, which is text. */
    public String text(String operation) {
        return ask(process, () -> (String) server.invoke(agent, operation, new Object[0], new String[0]));
    }

    /** Those that leak at this moment. */
    public List<LeakedSocket> leakedSockets() {
        return ask(process, () -> {
            List<LeakedSocket> sockets = new ArrayList<>();
            TabularData table = (TabularData) server.invoke(agent, "leakedSockets", new Object[0], new String[0]);
            for (Object value : table.values()) {
                CompositeData row = (CompositeData) value;
                sockets.add(new LeakedSocket(
                        (Long) row.get("id"),
                        (Integer) row.get("descriptor"),
                        (String) row.get("verdict"),
                        (String) row.get("state"),
                        (String) row.get("fingerprint")));
            }
            return sockets;
        });
    }

    /** How much of the heap is in use, garbage included. */
    public long usedHeap() {
        return ask(
                process,
                () -> ManagementFactory.newPlatformMXBeanProxy(
                                server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class)
                        .getHeapMemoryUsage()
                        .getUsed());
    }

    /** Has the JVM write its live objects into a file. It stands still meanwhile. */
    public void dumpHeap(Path file) {
        ask(process, () -> {
            ManagementFactory.newPlatformMXBeanProxy(
                            server, "com.sun.management:type=HotSpotDiagnostic", HotSpotDiagnosticMXBean.class)
                    .dumpHeap(file.toString(), true);
            return "";
        });
    }

    /** A file of its, for its heap dump. */
    public DumpFile dumpFile(Path folder) throws IOException {
        return DumpFile.create(folder, process.user());
    }

    private static <T> T ask(TargetProcess process, Callable<T> question) {
        try {
            return question.call();
        } catch (CommandFailure failure) {
            throw failure;
        } catch (InstanceNotFoundException unregistered) {
            throw new CommandFailure(
                    ExitCode.NO_AGENT, "the agent in " + process + " has unregistered its MXBean", unregistered);
        } catch (Exception e) {
            throw process.isRunning()
                    ? new CommandFailure(ExitCode.REFUSED, process + ": " + message(e), e)
                    : new CommandFailure(ExitCode.NO_PROCESS, process + " has ended in the meantime", e);
        }
    }

    private static String message(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException alreadyGone) {
            // which was the purpose
        }
    }

    @Override
    public String toString() {
        return process.toString();
    }
}
