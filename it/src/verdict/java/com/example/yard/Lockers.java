/*
 * library: Apache MINA SSHD, authenticator that waits for a directory
 * libraries: sshd-2 jsch-0.2
 * leak: STUCK x3
 * jdk: 11
 */
package com.example.yard;

import com.example.stage.Stage;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;

/** Looks a password up in a directory, which three may do at a time; who did has not given the permits back. */
public final class Lockers {
    private static final class Clients implements SocketFactory {
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();
        private final CountDownLatch accepted = new CountDownLatch(1);

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            Socket socket = new Socket(host, port);
            sockets.add(socket);
            try {
                accepted.await(); // the thread that accepts may go on to serve, and accept no other
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            return socket;
        }

        @Override
        public InputStream getInputStream(Socket socket) throws IOException {
            return socket.getInputStream();
        }

        @Override
        public OutputStream getOutputStream(Socket socket) throws IOException {
            return socket.getOutputStream();
        }
    }

    private final Semaphore directory = new Semaphore(0);

    private Lockers() {}

    public static void main(String[] args) throws Exception {
        Lockers lockers = new Lockers();
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        Path key = Files.createTempDirectory("lockers").resolve("key");
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(key));
        server.setNioWorkers(8);
        server.setPasswordAuthenticator(lockers::isRight);
        server.start();
        Clients clients = new Clients();
        for (int i = 0; i < 3; i++) {
            Session session = new JSch().getSession("driver", "127.0.0.1", server.getPort());
            session.setConfig("StrictHostKeyChecking", "no");
            session.setPassword("secret");
            session.setSocketFactory(clients);
            Thread login = new Thread(() -> connect(session), "login");
            login.setDaemon(true);
            login.start();
        }
        Thread.sleep(1000);
        clients.accepted.countDown();
        Thread.sleep(5000);
        for (Socket socket : clients.sockets) {
            socket.close();
        }
        Files.delete(key);
        Stage.hold();
    }

    private static void connect(Session session) {
        try {
            session.connect();
        } catch (JSchException left) {
            // as it was meant
        }
    }

    private boolean isRight(String name, String password, ServerSession session) {
        directory.acquireUninterruptibly(); // look here
        try {
            return password.equals("secret");
        } finally {
            directory.release();
        }
    }
}
