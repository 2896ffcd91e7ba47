/*
 * library: Socket, thread that waits for the answer of another peer
 * jdk: 11
 * ready: no
 * leak: STUCK x2 at return in.readLine();
 */
import java.io.*;
import java.net.*;
import java.util.*;

/**
 * A thread reads a command from a controller and asks a plant for the answer, which never comes. The controllers have left, but the
 * thread that would notice reads from the plant, without a timeout.
 */
public class BridgeRelay {

    static class Plant {
        private final Socket socket;
        private final BufferedReader in;
        Plant(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        }
        String ask(String cmd) throws IOException {
            socket.getOutputStream().write((cmd + "\n").getBytes());
            return in.readLine();
        }
    }

    static class Bridge implements Runnable {
        private final int controllerPort;
        private final Plant plant;
        int forwarded;
        Bridge(int controllerPort, Plant plant) { this.controllerPort = controllerPort; this.plant = plant; }

        @Override public void run() {
            try (Socket controller = new Socket("127.0.0.1", controllerPort)) {
                BufferedReader in = new BufferedReader(new InputStreamReader(controller.getInputStream()));
                PrintWriter out = new PrintWriter(controller.getOutputStream(), true);
                out.println("HELLO");
                for (String cmd; (cmd = in.readLine()) != null; ) forward(cmd, out);
            } catch (IOException e) {
                System.out.println("bridge: " + e);
            }
        }

        private void forward(String cmd, PrintWriter out) throws IOException {
            String answer = plant.ask(cmd);
            out.println(answer == null ? "plant down" : answer);
            forwarded++;
        }
    }

    static int controllers() throws IOException {
        ServerSocket ss = new ServerSocket(0);
        Thread t = new Thread(() -> {
            while (true) {
                try {
                    Socket s = ss.accept();
                    Thread h = new Thread(() -> {
                        try (s; BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()))) {
                            s.setSoTimeout(1000);
                            r.readLine();
                            for (String cmd : List.of("status", "temp", "calibrate", "temp")) {
                                s.getOutputStream().write((cmd + "\n").getBytes());
                                r.readLine();
                            }
                        } catch (IOException timeout) { }
                    }, "controller");
                    h.setDaemon(true);
                    h.start();
                } catch (IOException e) { return; }
            }
        }, "controllers");
        t.setDaemon(true);
        t.start();
        return ss.getLocalPort();
    }

    static int plant() throws IOException {
        ServerSocket ss = new ServerSocket(0);
        Thread t = new Thread(() -> {
            while (true) {
                try {
                    Socket s = ss.accept();
                    Thread h = new Thread(() -> {
                        try (s; Scanner in = new Scanner(s.getInputStream())) {
                            while (in.hasNextLine()) {
                                String c = in.nextLine();
                                if (!c.equals("calibrate")) s.getOutputStream().write((c + "=42\n").getBytes());
                            }
                        } catch (IOException e) { }
                    }, "plant");
                    h.setDaemon(true);
                    h.start();
                } catch (IOException e) { return; }
            }
        }, "plants");
        t.setDaemon(true);
        t.start();
        return ss.getLocalPort();
    }

    public static void main(String[] args) throws Exception {
        int c = controllers(), p = plant();
        List<Bridge> bridges = List.of(new Bridge(c, new Plant(p)), new Bridge(c, new Plant(p)));
        int n = 0;
        for (Bridge b : bridges) new Thread(b, "bridge-" + n++).start();
        Thread.sleep(15_500);
        for (Bridge b : bridges) System.out.println("forwarded " + b.forwarded);
        System.exit(0);
    }
}
