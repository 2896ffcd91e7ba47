package io.closewait.it.programs.holders;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A server for all kinds of clients, until it leaves them: it answers web requests, and to anything else "OK" as Redis does. */
final class Peers {
    private static final String PAGE = "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello";

    private final ServerSocket listener;
    private final List<Socket> accepted = new ArrayList<>();

    @SuppressWarnings("AddressSelection") // an address, no name
    Peers() throws IOException {
        listener = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                synchronized (accepted) {
                    accepted.add(client);
                    accepted.notifyAll();
                }
                start(() -> answer(client));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(Socket client) {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            OutputStream out = client.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("GET ")) {
                    while (!line.isEmpty()) {
                        line = in.readLine();
                    }
                    out.write(PAGE.getBytes(US_ASCII));
                } else if (line.startsWith("*")) {
                    out.write("+OK\r\n".getBytes(US_ASCII));
                }
            }
        } catch (IOException weLeft) {
            // which is the purpose
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    int port() {
        return listener.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** A connection to here. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(address());
        return socket;
    }

    /** Ends all connections, when there are as many. */
    void leave(int connections) throws IOException, InterruptedException {
        synchronized (accepted) {
            while (accepted.size() < connections) {
                accepted.wait();
            }
            for (Socket socket : accepted) {
                socket.close();
            }
            accepted.clear();
        }
    }
}
