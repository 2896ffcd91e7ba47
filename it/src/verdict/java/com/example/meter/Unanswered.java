/*
 * library: Netty HTTP, request that is not answered and reads that are asked for one by one
 * leak: REQUEST_NEVER_COMPLETED|READING_PAUSED x4
 * handler: Unanswered$Page.channelRead0
 * handler: Unanswered$Page.channelRead
 * jdk: 8
 * run: 4.1 NIO
 * libraries: netty-http-4.1
 * run: 4.2 NIO
 * libraries: netty-http-4.2
 */
package com.example.meter;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads the next request when the last one was answered, and forgets to answer this one. */
public final class Unanswered {
    private static final Queue<String> WAITING = new ConcurrentLinkedQueue<>();

    private Unanswered() {}

    public static void main(String[] args) throws Exception {
        EventLoopGroup group = new NioEventLoopGroup(1);
        Channel listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536), new Page());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        Clients.speakAndLeave(4, ((InetSocketAddress) listener.localAddress()).getPort(), Clients.get("/page"));
        Stage.hold();
    }

    private static final class Page extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.read();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            WAITING.add(request.uri()); // look here
        }
    }
}
