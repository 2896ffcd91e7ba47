package io.closewait.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * {@code HangingClient PID TIMES}: asks a JVM for its leaks over JMX, so many times in a request, on several threads, without
 * end, until it is stopped.
 */
public final class HangingClient {
    private static final int THREADS = 4;

    /** Of the table of leaks, in the answer to one request: 200 bytes each, ten megabytes together, where a socket has four. */
    private static final int ROWS = 50_000;

    private HangingClient() {}

    /**
     * Starts one against that JVM, and stops it in the middle of what it does.
     *
     * @param places how many places leak there: an answer must be more than the kernel keeps for a connection
     */
    public static ForkedJvm of(ForkedJvm jvm, int places) throws Exception {
        ForkedJvm client = Fork.on(Jdks.ofTheTests())
                .main(HangingClient.class, String.valueOf(jvm.pid()), String.valueOf(ROWS / places));
        client.stdout().awaitLine("asked");
        assertThat(new ProcessBuilder("kill", "-STOP", String.valueOf(client.pid()))
                        .start()
                        .waitFor())
                .isZero();
        return client;
    }

    @SuppressWarnings("BanJNDI") // the other end is a JVM that the test started
    public static void main(String[] arguments) throws Exception {
        RMISocketFactory.setSocketFactory(new LittleAtOnce());
        VirtualMachine machine = VirtualMachine.attach(arguments[0]);
        JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        MBeanServerConnection server = connector.getMBeanServerConnection();
        ObjectName name = new ObjectName("io.closewait:type=Closewait");
        while (!server.isRegistered(name)) {
            Thread.onSpinWait();
        }
        int times = Integer.parseInt(arguments[1]);
        CountDownLatch asked = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> askForEver(server, name, times, asked), "asks-" + i).start();
        }
        asked.await();
        System.out.println("asked");
    }

    private static void askForEver(MBeanServerConnection server, ObjectName name, int times, CountDownLatch asked) {
        while (true) {
            ask(server, name, times);
            asked.countDown();
        }
    }

    private static void ask(MBeanServerConnection server, ObjectName name, int times) {
        try {
            server.getAttributes(name, Collections.nCopies(times, "Leaks").toArray(new String[0]));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sockets that take less than a report: who sends one has to wait until it is read. */
    private static final class LittleAtOnce extends RMISocketFactory {
        private static final int BYTES = 4096;

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(BYTES);
            socket.connect(new InetSocketAddress(host, port));
            return socket;
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return getDefaultSocketFactory().createServerSocket(port);
        }
    }
}
