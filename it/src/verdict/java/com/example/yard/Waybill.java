/*
 * library: H2 server, function of the database that waits
 * libraries: h2-2
 * leak: STUCK x3
 * jdk: 11
 */
package com.example.yard;

import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.h2.tools.Server;

/** A function of the application gives the next number, of which there is none left; the clients come through a tunnel. */
public final class Waybill {
    private static final LinkedBlockingQueue<Integer> NUMBERS = new LinkedBlockingQueue<>();

    private Waybill() {}

    /** Called by the database. */
    public static int next() throws InterruptedException {
        return NUMBERS.take(); // look here
    }

    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:yard;DB_CLOSE_DELAY=-1");
                Statement statement = connection.createStatement()) {
            statement.execute("create alias next_number for \"com.example.yard.Waybill.next\"");
        }
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifExists").start();
        ServerSocket tunnel = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        List<Socket> ends = new CopyOnWriteArrayList<>();
        start(() -> dig(tunnel, server.getPort(), ends));
        for (int i = 0; i < 3; i++) {
            start(() -> query(tunnel.getLocalPort()));
        }
        Thread.sleep(3000);
        for (Socket end : ends) {
            end.close();
        }
        Stage.hold();
    }

    private static void query(int port) {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:tcp://127.0.0.1:" + port + "/mem:yard");
                Statement statement = connection.createStatement()) {
            statement.execute("select next_number()");
        } catch (SQLException left) {
            // as it was meant
        }
    }

    private static void dig(ServerSocket tunnel, int port, List<Socket> ends) {
        try {
            while (true) {
                Socket near = tunnel.accept();
                Socket far = new Socket("127.0.0.1", port);
                ends.add(far);
                start(() -> pump(near, far));
                start(() -> pump(far, near));
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void pump(Socket from, Socket to) {
        byte[] buffer = new byte[4096];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                to.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException closed) {
            // by main
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }
}
