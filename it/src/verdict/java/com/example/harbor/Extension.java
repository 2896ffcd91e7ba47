/*
 * library: a hand-made server in a plug-in, with a class loader and a jar of its own
 * leak: STUCK x3
 */
package com.example.harbor;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Loads a plug-in that serves clients, and has a worker's monitor that nobody gives back. */
public final class Extension {
    private Extension() {}

    public static void main(String[] args) throws Exception {
        URL[] jars = {
            pack("Extension$Desk.class", "Extension$Desk$Visit.class").toUri().toURL()
        };
        ClassLoader loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
        @SuppressWarnings("unchecked")
        Callable<Integer> desk = (Callable<Integer>) Class.forName("com.example.harbor.Extension$Desk", true, loader)
                .getConstructor()
                .newInstance();
        Clients.speakAndLeave(3, desk.call(), "hello\n");
        Stage.hold();
    }

    private static Path pack(String... classes) throws IOException {
        Path jar = Files.createTempFile("plugin", ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : classes) {
                out.putNextEntry(new JarEntry("com/example/harbor/" + name));
                try (InputStream in = Extension.class.getResourceAsStream(name)) {
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }

    /** The plug-in. */
    public static final class Desk implements Callable<Integer> {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ExecutorService clerks = Executors.newFixedThreadPool(3);
        private final Object stamp = new Object();

        public Desk() throws IOException {}

        @Override
        public Integer call() {
            Thread acceptor = new Thread(this::accept, "desk");
            acceptor.setDaemon(true);
            acceptor.start();
            return listener.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    clerks.submit(new Visit(listener.accept(), stamp));
                }
            } catch (IOException e) {
                e.printStackTrace();
            }
        }

        private static final class Visit implements Callable<Boolean> {
            private final Socket visitor;
            private final Object stamp;

            Visit(Socket visitor, Object stamp) {
                this.visitor = visitor;
                this.stamp = stamp;
            }

            @Override
            public Boolean call() throws IOException, InterruptedException {
                try (Socket closed = visitor) {
                    InputStream in = closed.getInputStream();
                    while (in.read() != '\n') {
                        // the name
                    }
                    stamp(closed.getOutputStream());
                }
                return true;
            }

            private void stamp(OutputStream out) throws IOException, InterruptedException {
                synchronized (stamp) {
                    stamp.wait(); // look here
                    out.write('!');
                }
            }
        }
    }
}
