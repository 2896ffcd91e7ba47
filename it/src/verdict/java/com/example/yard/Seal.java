/*
 * library: a hand-made NIO server, SSLEngine whose delegated tasks are discarded
 * leak: READING_PAUSED x3
 * jdk: 8
 */
package com.example.yard;

import com.example.stage.Stage;
import com.example.stage.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/**
 * Reads nothing while a task of the handshake runs; the pool was shut down for new certificates, and drops what comes without a
 * word.
 */
public final class Seal {
    private final ThreadPoolExecutor tasks = new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.DiscardPolicy());
    private final Selector selector = Selector.open();
    private final SSLContext context = Tls.server();

    private Seal() throws IOException, GeneralSecurityException {}

    public static void main(String[] args) throws Exception {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress("127.0.0.1", 0));
        Seal seal = new Seal();
        seal.tasks.shutdown();
        listener.configureBlocking(false);
        listener.register(seal.selector, SelectionKey.OP_ACCEPT);
        Thread loop = new Thread(seal::loop, "loop");
        loop.setDaemon(true);
        loop.start();
        sayHelloAndLeave(listener.socket().getLocalPort());
        Stage.hold();
    }

    private static void sayHelloAndLeave(int port) throws Exception {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SSLEngine engine = Tls.client().createSSLEngine();
            engine.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
            Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
            client.getOutputStream().write(hello.array(), 0, hello.position());
            clients.add(client);
        }
        Thread.sleep(700);
        for (Socket client : clients) {
            client.close();
        }
    }

    private void loop() {
        try {
            while (true) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isAcceptable()) {
                        accept((ServerSocketChannel) key.channel());
                    } else {
                        shakeHands(key, (SSLEngine) key.attachment());
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private void accept(ServerSocketChannel listener) throws IOException {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SocketChannel carrier = listener.accept();
        carrier.configureBlocking(false);
        carrier.register(selector, SelectionKey.OP_READ, engine);
    }

    private void shakeHands(SelectionKey key, SSLEngine engine) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        if (((SocketChannel) key.channel()).read(in) < 0) { // look here
            key.channel().close();
            return;
        }
        in.flip();
        engine.unwrap(in, ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            key.interestOps(0); // look here
            tasks.execute(() -> goOn(key, engine)); // look here
        }
    }

    private void goOn(SelectionKey key, SSLEngine engine) {
        engine.getDelegatedTask().run();
        key.interestOps(SelectionKey.OP_READ);
        selector.wakeup();
    }
}
