package io.closewait.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdks;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Asks a JVM (argument: its process number) for reports over JMX on several threads, without end, until it is stopped. */
public final class HangingClient {
    private static final int THREADS = 4;

    private HangingClient() {}

    /** Starts one against that JVM, and stops it in the middle of what it does. */
    public static ForkedJvm of(ForkedJvm jvm) throws Exception {
        ForkedJvm client = Fork.on(Jdks.ofTheTests()).main(HangingClient.class, String.valueOf(jvm.pid()));
        client.stdout().awaitLine("asked");
        assertThat(new ProcessBuilder("kill", "-STOP", String.valueOf(client.pid()))
                        .start()
                        .waitFor())
                .isZero();
        return client;
    }

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
