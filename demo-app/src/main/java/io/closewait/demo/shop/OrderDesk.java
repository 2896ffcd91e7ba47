package io.closewait.demo.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Takes orders with one selector. The mistake: at the end of a stream it stops reading, and closes nothing. */
public final class OrderDesk implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(1_024);
    private final Thread loop = new Thread(this::serve, "order-desk");
    private volatile boolean closing;

    public OrderDesk() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        loop.setDaemon(true);
        loop.start();
    }

    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    private void serve() {
        try {
            while (!closing) {
                selector.select(this::handle);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private void handle(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                acceptCustomer();
            } else {
                readOrder(key);
            }
        } catch (IOException failed) {
            key.cancel();
        }
    }

    private void acceptCustomer() throws IOException {
        SocketChannel customer = listener.accept();
        if (customer != null) {
            customer.configureBlocking(false);
            customer.register(selector, SelectionKey.OP_READ);
        }
    }

    private void readOrder(SelectionKey key) throws IOException {
        SocketChannel customer = (SocketChannel) key.channel();
        int count = customer.read(buffer.clear());
        if (count > 0) {
            customer.write(ByteBuffer.wrap("thank you\n".getBytes(UTF_8)));
        } else {
            key.interestOps(0); // "it kept spinning, this helps"
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        selector.wakeup();
        loop.join();
    }
}
