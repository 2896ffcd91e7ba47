/*
 * library: Netty, handler that blocks the event loop
 * leak: STUCK x3
 * jdk: 8
 * run: 4.1 NIO
 * libraries: netty-http-4.1
 * run: 4.2 NIO
 * libraries: netty-http-4.2
 * run: 4.1 epoll
 * libraries: netty-http-4.1
 * arguments: epoll
 * run: 4.2 epoll
 * libraries: netty-http-4.2
 * arguments: epoll
 */
package com.example.meter;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** Waits for a database on the one event loop. */
public final class SlowStore {
    private static final CompletableFuture<String> STORED = new CompletableFuture<>();

    private SlowStore() {}

    public static void main(String[] args) throws Exception {
        boolean epoll = args.length > 0;
        EventLoopGroup group = epoll ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
        Channel listener = new ServerBootstrap()
                .group(group)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Store());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        Clients meters = Clients.connect(3, ((InetSocketAddress) listener.localAddress()).getPort());
        meters.stay().say("21.5 C\n").stay().leave();
        Stage.hold();
    }

    private static final class Store extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object measurement) {
            STORED.join(); // look here
            context.writeAndFlush(measurement);
        }
    }
}
