/*
 * library: Netty, half-closure that is ignored
 * leak: END_OF_STREAM_IGNORED x4
 * handler: HalfClosed$Acknowledge.channelRead
 * handler: HalfClosed$Acknowledge.userEventTriggered
 * hint: ChannelInputShutdownEvent|ALLOW_HALF_CLOSURE
 * jdk: 8
 * run: 4.1 NIO
 * libraries: netty-http-4.1
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
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;

/** Allows half-closure, for meters that end their side first, and ignores the event which tells it. */
public final class HalfClosed {
    private HalfClosed() {}

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
                        channel.pipeline().addLast(new Acknowledge());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        Clients.talkAndLeave(4, ((InetSocketAddress) listener.localAddress()).getPort(), "21.5 C\n", "\n");
        Stage.hold();
    }

    private static final class Acknowledge extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object measurement) {
            context.writeAndFlush(measurement); // look here
        }
    }
}
