package io.closewait.bench.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The two ways in which most Java code talks TCP, behind one set of calls; blocking, over loopback. */
enum Transport {
    SOCKET {
        @Override
        Listener listen(int backlog) throws IOException {
            ServerSocket server = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
            return new Listener(server.getLocalSocketAddress(), server, () -> new OfSocket(server.accept()));
        }

        @Override
        Connection connect(SocketAddress address) throws IOException {
            Socket socket = new Socket();
            socket.connect(address);
            return new OfSocket(socket);
        }
    },
    CHANNEL {
        @Override
        Listener listen(int backlog) throws IOException {
            ServerSocketChannel server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), backlog);
            return new Listener(server.getLocalAddress(), server, () -> new OfChannel(server.accept()));
        }

        @Override
        Connection connect(SocketAddress address) throws IOException {
            return new OfChannel(SocketChannel.open(address));
        }
    };

    /** What is sent and received, kept by the caller: a buffer for each connection would cost more than a hook. */
    static final class Message {
        private final byte[] bytes = new byte[100];
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length);
    }

    abstract Listener listen(int backlog) throws IOException;

    abstract Connection connect(SocketAddress address) throws IOException;

    interface Acceptor {
        Connection accept() throws IOException;
    }

    record Listener(SocketAddress address, AutoCloseable server, Acceptor acceptor) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                server.close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }

    /** One end of a connection. */
    interface Connection extends AutoCloseable {
        void write(Message message) throws IOException;

        /** The bytes that one read returned, -1 at the end of the stream. */
        int read(Message message) throws IOException;

        @Override
        void close() throws IOException;
    }

    private static final class OfSocket implements Connection {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        OfSocket(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
        }

        @Override
        public void write(Message message) throws IOException {
            out.write(message.bytes);
        }

        @Override
        public int read(Message message) throws IOException {
            return in.read(message.bytes);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static final class OfChannel implements Connection {
        private final SocketChannel channel;

        OfChannel(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(Message message) throws IOException {
            message.buffer.clear();
            channel.write(message.buffer);
        }

        @Override
        public int read(Message message) throws IOException {
            message.buffer.clear();
            return channel.read(message.buffer);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
