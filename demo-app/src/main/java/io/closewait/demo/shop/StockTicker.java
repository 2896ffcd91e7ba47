package io.closewait.demo.shop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Asks for a stock price. The mistake: the channel is dropped, and no collector closes a channel. */
public final class StockTicker {
    private final InetSocketAddress exchange;

    public StockTicker(InetSocketAddress exchange) {
        this.exchange = exchange;
    }

    public int openingPrice() throws IOException {
        SocketChannel channel = SocketChannel.open(exchange);
        ByteBuffer answer = ByteBuffer.allocate(64);
        return channel.read(answer) > 0 ? answer.get(0) : -1;
    }
}
