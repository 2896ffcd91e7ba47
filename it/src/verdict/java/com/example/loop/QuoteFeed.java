/*
 * library: Netty client, event loop waits in a handler
 * jdk: 8
 * leak: STUCK x3
 * run: 4.1.127
 * libraries: netty-4.1
 * run: 4.1.127, one jar
 * libraries: netty-4.1
 * launch: fat
 * run: 4.2.10
 * libraries: netty-4.2
 */
package com.example.loop;

import com.example.stage.Peer;
import com.example.stage.Stage;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.CompletableFuture;

/** Each quote asks another service on the event loop; the first of the answers never comes. */
@SuppressWarnings("deprecation")
public final class QuoteFeed {
    private static final CompletableFuture<String> ANSWER = new CompletableFuture<>();

    private QuoteFeed() {}

    public static void main(String[] args) throws Exception {
        Peer exchange = Peer.of(Peer.lines("QUOTE 17\n", ""));
        Bootstrap bootstrap = new Bootstrap()
                .group(new NioEventLoopGroup(1))
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Quotes());
                    }
                });
        for (int i = 0; i < 3; i++) {
            bootstrap.connect(exchange.address());
        }
        Peer.pause(1500);
        exchange.leave();
        Stage.hold();
    }

    private static final class Quotes extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object quote) throws Exception {
            ANSWER.get(); // look here
        }
    }
}
