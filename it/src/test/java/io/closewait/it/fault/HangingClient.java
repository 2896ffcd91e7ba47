package io.closewait.it.fault;

import com.sun.tools.attach.VirtualMachine;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Asks a JVM (argument: its process number) for reports over JMX on several threads, without end: the test stops it. */
final class HangingClient {
    private static final int THREADS = 4;

    private HangingClient() {}

    @SuppressWarnings("BanJNDI") // the other end is a JVM that the test started
    public static void main(String[] arguments) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(arguments[0]);
        JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        MBeanServerConnection server = connector.getMBeanServerConnection();
        ObjectName name = new ObjectName("io.closewait:type=Closewait");
        while (!server.isRegistered(name)) {
            Thread.onSpinWait();
        }
        ask(server, name);
        System.out.println("asked");
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> askForEver(server, name), "asks-" + i).start();
        }
    }

    private static void askForEver(MBeanServerConnection server, ObjectName name) {
        while (true) {
            ask(server, name);
        }
    }

    private static void ask(MBeanServerConnection server, ObjectName name) {
        try {
            server.invoke(name, "htmlReport", new Object[0], new String[0]);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
