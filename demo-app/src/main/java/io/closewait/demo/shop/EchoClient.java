package io.closewait.demo.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Talks to the echo server with either kind of socket and lets either side close first. No mistake here. */
public final class EchoClient implements AutoCloseable {
    private final InetSocketAddress server;
    private final List<Socket> idle = new ArrayList<>();
    private int conversations;

    public EchoClient(InetSocketAddress server) {
        this.server = server;
    }

    /** One of four in turn: socket or channel, closed by us or by the server first. */
    public void talk() throws IOException {
        String line = conversations / 2 % 2 == 0 ? "hello" : "bye";
        if (conversations % 2 == 0) {
            talkBySocket(line);
        } else {
            talkByChannel(line);
        }
        conversations++;
    }

    private void talkBySocket(String line) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
            InputStream answer = socket.getInputStream();
            answer.readNBytes(line.length() + 1);
            if (line.equals("bye")) {
                answer.readAllBytes();
            }
        }
    }

    private void talkByChannel(String line) throws IOException {
        try (SocketChannel channel = SocketChannel.open(server)) {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
            ByteBuffer answer = ByteBuffer.allocate(line.length() + 1);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {}
            if (line.equals("bye")) {
                while (channel.read(answer.clear()) >= 0) {}
            }
        }
    }

    public void openIdle(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            idle.add(new Socket(server.getAddress(), server.getPort()));
        }
    }

    public int conversations() {
        return conversations;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : idle) {
            socket.close();
        }
    }
}
