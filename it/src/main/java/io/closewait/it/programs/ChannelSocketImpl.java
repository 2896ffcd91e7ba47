package io.closewait.it.programs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.nio.channels.SocketChannel;

/** A {@code SocketImpl} as applications bring them: it hands everything to a channel. Connects only. */
public final class ChannelSocketImpl extends SocketImpl {
    private final SocketChannel channel;

    public ChannelSocketImpl() {
        try {
            channel = SocketChannel.open();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    protected void create(boolean stream) {}

    @Override
    protected void connect(String host, int peerPort) throws IOException {
        channel.connect(new InetSocketAddress(host, peerPort));
    }

    @Override
    protected void connect(InetAddress peer, int peerPort) throws IOException {
        channel.connect(new InetSocketAddress(peer, peerPort));
    }

    @Override
    protected void connect(SocketAddress peer, int timeout) throws IOException {
        channel.connect(peer);
    }

    @Override
    protected void bind(InetAddress host, int ownPort) throws IOException {
        channel.bind(new InetSocketAddress(host, ownPort));
    }

    @Override
    protected InputStream getInputStream() throws IOException {
        return channel.socket().getInputStream();
    }

    @Override
    protected OutputStream getOutputStream() throws IOException {
        return channel.socket().getOutputStream();
    }

    @Override
    protected int available() throws IOException {
        return getInputStream().available();
    }

    @Override
    protected void close() throws IOException {
        channel.close();
    }

    @Override
    protected void listen(int backlog) throws IOException {
        throw new SocketException("connects only");
    }

    @Override
    protected void accept(SocketImpl accepted) throws IOException {
        throw new SocketException("connects only");
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        throw new SocketException("no urgent data");
    }

    @Override
    public void setOption(int option, Object value) throws SocketException {
        throw new SocketException("no options");
    }

    @Override
    public Object getOption(int option) throws SocketException {
        throw new SocketException("no options");
    }
}
