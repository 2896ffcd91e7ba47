package io.closewait.it.harness;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;

/** An operator at a console: connects to a JVM that runs and reads the agent's MXBean. */
public final class JmxClient implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final ObjectName name;

    private JmxClient(JMXConnector connector) throws IOException, JMException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
        this.name = new ObjectName("io.closewait:type=Closewait");
    }

    /** Connects, which starts JMX in that JVM, and waits for the agent to notice and register its bean. */
    public static JmxClient connect(ForkedJvm jvm) throws IOException, JMException, AttachNotSupportedException {
        JmxClient client = open(jvm);
        Awaitility.await("the MXBean of " + jvm)
                .atMost(Patience.ofMinutes(2))
                .pollInSameThread()
                .until(client::isRegistered);
        return client;
    }

    /**
     * Connects, once the program has said something, and does not wait for the bean. A JVM that is still starting refuses JMX
     * with a null pointer.
     */
    @SuppressWarnings("BanJNDI") // the other end is a JVM that the test started
    public static JmxClient open(ForkedJvm jvm) throws IOException, JMException, AttachNotSupportedException {
        jvm.stdout().awaitLine(".*");
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(jvm.pid()));
        try {
            return new JmxClient(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    /** The names of the threads in that JVM. */
    public List<String> threads() throws IOException, JMException {
        CompositeData[] dumped = (CompositeData[]) server.invoke(
                new ObjectName("java.lang:type=Threading"),
                "dumpAllThreads",
                new Object[] {false, false},
                new String[] {"boolean", "boolean"});
        return Stream.of(dumped)
                .map(thread -> (String) thread.get("threadName"))
                .toList();
    }

    /** A dump of all threads, as {@code jcmd PID Thread.print} gives it, without the cost of a further process. */
    public String threadPrint() throws IOException, JMException {
        return (String) server.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "threadPrint",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    }

    public boolean isRegistered() throws IOException {
        return server.isRegistered(name);
    }

    public int number(String attribute) throws IOException, JMException {
        return ((Number) server.getAttribute(name, attribute)).intValue();
    }

    public String text(String attribute) throws IOException, JMException {
        return (String) server.getAttribute(name, attribute);
    }

    /** What the bean offers. */
    public MBeanInfo info() throws IOException, JMException {
        return server.getMBeanInfo(name);
    }

    /** The rows of the attribute {@code Leaks}, by rank. */
    public List<CompositeData> leaks() throws IOException, JMException {
        TabularData table = (TabularData) server.getAttribute(name, "Leaks");
        return table.values().stream()
                .map(CompositeData.class::cast)
                .sorted((a, b) -> Integer.compare((Integer) a.get("rank"), (Integer) b.get("rank")))
                .toList();
    }

    /** The rows of the attribute {@code LeakOrigins}. */
    public List<CompositeData> leakOrigins() throws IOException, JMException {
        return rows(server.getAttribute(name, "LeakOrigins"));
    }

    /** The operation {@code scan}: looks afresh, and returns how many sockets leak. */
    public int scan() throws IOException, JMException {
        return (Integer) invoke("scan");
    }

    /** The operation {@code leakedSockets}: a row a socket. */
    public List<CompositeData> leakedSockets() throws IOException, JMException {
        return rows(server.invoke(name, "leakedSockets", new Object[0], new String[0]));
    }

    /** The operation {@code openSockets}: those that the patterns pick, or all. */
    public List<CompositeData> openSockets(String patterns) throws IOException, JMException {
        return rows(invoke("openSockets", patterns));
    }

    /** The operation {@code socketReport}: text on the sockets with these ids. */
    public String socketReport(String ids) throws IOException, JMException {
        return (String) invoke("socketReport", ids);
    }

    /** The rows of the attribute {@code OpenOrigins}. */
    public List<CompositeData> openOrigins() throws IOException, JMException {
        return rows(server.getAttribute(name, "OpenOrigins"));
    }

    /** The operation {@code openReport}. */
    public String openReport() throws IOException, JMException {
        return (String) invoke("openReport");
    }

    private static List<CompositeData> rows(Object table) {
        return ((TabularData) table)
                .values().stream().map(CompositeData.class::cast).toList();
    }

    /** Changes a setting. */
    public void set(String attribute, String value) throws IOException, JMException {
        server.setAttribute(name, new Attribute(attribute, value));
    }

    /** Every notification of the bean from now on, as it comes. */
    public List<Notification> notifications() throws IOException, JMException {
        List<Notification> heard = new CopyOnWriteArrayList<>();
        server.addNotificationListener(name, (notification, handback) -> heard.add(notification), null, null);
        return heard;
    }

    /** Closes all leaks with this fingerprint; the answer tells what was closed, and what not and why. */
    public String closeSite(String fingerprint) throws IOException, JMException {
        return (String) invoke("closeSite", fingerprint);
    }

    /** Closes sockets by their ids, separated by commas. */
    public String closeSockets(String ids) throws IOException, JMException {
        return (String) invoke("closeSockets", ids);
    }

    public void stop() throws IOException, JMException {
        invoke("stop");
    }

    public void publishReport() throws IOException, JMException {
        invoke("publishReport");
    }

    public String textReport() throws IOException, JMException {
        return (String) invoke("textReport");
    }

    public String htmlReport() throws IOException, JMException {
        return (String) invoke("htmlReport");
    }

    public JsonReport jsonReport() throws IOException, JMException {
        return JsonReport.parse((String) invoke("jsonReport"));
    }

    private Object invoke(String operation) throws IOException, JMException {
        return server.invoke(name, operation, new Object[0], new String[0]);
    }

    private Object invoke(String operation, String argument) throws IOException, JMException {
        return server.invoke(name, operation, new Object[] {argument}, new String[] {String.class.getName()});
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
