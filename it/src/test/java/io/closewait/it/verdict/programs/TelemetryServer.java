package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.Clients;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;

/** A Netty server that allows half-closure, for clients that end their side first, and ignores the event which tells it. */
public final class TelemetryServer {
    private TelemetryServer() {}

    public static void main(String[] args) throws Exception {
        ServerBootstrap server = new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Acknowledge());
                    }
                });
        Channel listener = server.bind("127.0.0.1", 0).sync().channel();
        Clients.talkAndLeave(6, ((InetSocketAddress) listener.localAddress()).getPort(), "21.5 C\n");
        Stage.hold();
    }

    private static final class Acknowledge extends ChannelInboundHandlerAdapter {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // a void promise
        public void channelRead(ChannelHandlerContext context, Object measurement) {
            context.writeAndFlush(measurement, context.voidPromise()); // look here
        }
    }
}
