package io.closewait.it.programs.holders;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Channels that the application has let go, without closing them, and whose event loop does not read. */
final class NettyHolders {
    private NettyHolders() {}

    static void leak(String how) throws Exception {
        boolean isNative = how.equals("netty-epoll");
        Peers peers = new Peers();
        connect(
                peers,
                isNative ? EpollIoHandler.newFactory() : NioIoHandler.newFactory(),
                isNative ? EpollSocketChannel.class : NioSocketChannel.class);
        peers.leave(1);
    }

    private static void connect(Peers peers, IoHandlerFactory factory, Class<? extends Channel> type)
            throws InterruptedException {
        new Bootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, factory))
                .channel(type)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(peers.address())
                .sync();
    }
}
