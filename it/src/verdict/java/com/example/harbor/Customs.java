/*
 * library: a hand-made NIO server, SSLEngine whose closeInbound throws
 * leak: END_OF_STREAM_IGNORED x3
 * hint: (?i)clos
 */
package com.example.harbor;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.example.stage.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.Iterator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Clients that leave without a close_notify make closeInbound throw, before the close. After netty/netty#4187. */
public final class Customs {
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final SSLContext context = Tls.server();

    private Customs() throws IOException, GeneralSecurityException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] args) throws Exception {
        Customs customs = new Customs();
        new Thread(customs::serve, "customs").start();
        Clients.connectTls(3, customs.listener.socket().getLocalPort())
                .say("cargo?\n")
                .hear("none\n")
                .leave();
        Stage.hold();
    }

    private void serve() {
        while (true) {
            try {
                selector.select();
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    if (key.isAcceptable()) {
                        SocketChannel channel = listener.accept();
                        channel.configureBlocking(false);
                        channel.register(selector, SelectionKey.OP_READ, new Link(channel, context));
                    } else {
                        handle(key);
                    }
                }
            } catch (IOException e) {
                e.printStackTrace();
            }
        }
    }

    private static void handle(SelectionKey key) {
        try {
            ((Link) key.attachment()).read();
        } catch (IOException e) {
            System.out.println("lost: " + e.getMessage());
            key.cancel();
        }
    }

    private static final class Link {
        private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
        private final SocketChannel channel;
        private final SSLEngine engine;
        private final ByteBuffer in = ByteBuffer.allocate(40_000);
        private final ByteBuffer plain = ByteBuffer.allocate(40_000);
        private final ByteBuffer out = ByteBuffer.allocate(40_000);

        Link(SocketChannel channel, SSLContext context) throws SSLException {
            this.channel = channel;
            engine = context.createSSLEngine();
            engine.setUseClientMode(false);
            engine.beginHandshake();
        }

        void read() throws IOException {
            if (channel.read(in) < 0) { // look here
                engine.closeInbound(); // look here
                engine.closeOutbound();
                channel.close();
                return;
            }
            in.flip();
            advance();
            in.compact();
            plain.flip();
            while (plain.hasRemaining()) {
                if (plain.get() == '\n') {
                    send(ByteBuffer.wrap("none\n".getBytes("US-ASCII")));
                }
            }
            plain.clear();
        }

        private void advance() throws IOException {
            while (true) {
                HandshakeStatus status = engine.getHandshakeStatus();
                if (status == HandshakeStatus.NEED_TASK) {
                    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                } else if (status == HandshakeStatus.NEED_WRAP) {
                    send(NOTHING);
                } else {
                    SSLEngineResult result = engine.unwrap(in, plain);
                    if (result.getStatus() != SSLEngineResult.Status.OK
                            || (result.bytesConsumed() == 0
                                    && result.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING)) {
                        return;
                    }
                }
            }
        }

        private void send(ByteBuffer words) throws IOException {
            out.clear();
            engine.wrap(words, out);
            out.flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }
    }
}
