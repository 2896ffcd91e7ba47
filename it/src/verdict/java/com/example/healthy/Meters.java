/*
 * library: Netty, healthy: half-closure that is handled, and autoRead that is switched on again
 * jdk: 8
 * healthy
 * run: 4.1 NIO
 * libraries: netty-http-4.1
 * run: 4.2 epoll
 * libraries: netty-http-4.2
 * arguments: epoll
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Pauses for a second after each measurement, and closes where the client ends its side. */
public final class Meters {
    private Meters() {}

    public static void main(String[] args) throws Exception {
        boolean epoll = args.length > 0;
        EventLoopGroup group = epoll ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
        Channel listener = new ServerBootstrap()
                .group(group)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Echo());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(100)) {
            Clients.talkAndLeave(1, port, "21.5 C\n", "\n");
        }
        Thread.sleep(1500);
        Stage.hold();
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object measurement) {
            context.channel().config().setAutoRead(false);
            context.executor().schedule(() -> context.channel().config().setAutoRead(true), 1, TimeUnit.SECONDS);
            context.writeAndFlush(measurement);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                context.close();
            }
        }
    }
}
