/*
 * library: Netty, autoRead that stays off
 * leak: READING_PAUSED x4
 * handler: Throttled$Store.channelRead
 * hint: setAutoRead|ChannelHandlerContext.read
 * jdk: 8
 * run: 4.1 NIO
 * libraries: netty-http-4.1
 * daily
 * run: 4.1 NIO, TLS
 * libraries: netty-http-4.1
 * arguments: tls
 * run: 4.2 NIO, a fat jar
 * libraries: netty-http-4.2
 * launch: fat
 */
package com.example.meter;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.example.stage.Tls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;

/** Stops reading while the store is full, and is never told that it is not full any more. */
public final class Throttled {
    private Throttled() {}

    public static void main(String[] args) throws Exception {
        SslContext tls =
                args.length > 0 ? SslContextBuilder.forServer(Tls.keys()).build() : null;
        EventLoopGroup group = new NioEventLoopGroup(1);
        Channel listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                        }
                        channel.pipeline().addLast(new Store());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        Clients meters = tls != null ? Clients.connectTls(4, port) : Clients.connect(4, port);
        meters.say("21.5 C\n").stay().say("21.6 C\n").stay().leave();
        Stage.hold();
    }

    private static final class Store extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object measurement) {
            ReferenceCountUtil.release(measurement);
            context.channel().config().setAutoRead(false); // look here
        }
    }
}
