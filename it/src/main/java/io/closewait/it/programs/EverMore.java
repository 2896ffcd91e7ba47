package io.closewait.it.programs;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens ever more of one thing until no descriptor is left; all peers stay. Arguments are what ({@code connect}, {@code accept} or
 * {@code files}), the pause after each in milliseconds, and the port or folder. Says how many it has when it fails, then waits for
 * the test.
 */
public final class EverMore {
    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    /** Held, so that the garbage collector does not close it once the program has failed. */
    private static final List<ServerSocket> LISTENERS = new ArrayList<>();

    private EverMore() {}

    public static void main(String[] arguments) throws Exception {
        long pause = Long.parseLong(arguments[1]);
        try {
            switch (arguments[0]) {
                case "connect":
                    System.out.println("connecting");
                    while (true) {
                        subscribe(Integer.parseInt(arguments[2]));
                        Thread.sleep(pause);
                    }
                case "accept":
                    ServerSocket listener = new ServerSocket(0, 50, loopback());
                    LISTENERS.add(listener);
                    System.out.println("port " + listener.getLocalPort());
                    while (true) {
                        admit(listener);
                    }
                case "files":
                    for (int i = 0; ; i++) {
                        upload(Paths.get(arguments[2], "part-" + i));
                        Thread.sleep(pause);
                    }
                default:
                    throw new IllegalArgumentException(arguments[0]);
            }
        } catch (IOException e) {
            System.out.println("failed at " + OPEN.size() + ": " + e.getMessage());
        }
        Waiting.forTheTest();
    }

    /** The code to blame, of connected sockets. */
    private static void subscribe(int port) throws IOException {
        OPEN.add(new Socket(loopback(), port));
    }

    /** Of accepted ones. */
    private static void admit(ServerSocket listener) throws IOException {
        OPEN.add(listener.accept());
    }

    /** Of files, which the agent does not see: it names the folder. */
    private static void upload(Path part) throws IOException {
        InputStream in = new FileInputStream(Files.createFile(part).toFile());
        OPEN.add(in);
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
