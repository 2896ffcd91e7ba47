package io.closewait.it.programs;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Netty, over NIO and its native epoll: channels that may be half-closed, and whose handler ignores the event that tells of
 * the FIN. Runs with Netty 4.1 and 4.2, hence the event loop groups that 4.2 has replaced.
 */
@SuppressWarnings("deprecation")
public final class NettyRows {
    private NettyRows() {}

    public static void connectNio(Held held) throws Exception {
        connect(held, new NioEventLoopGroup(1), NioSocketChannel.class);
    }

    public static void acceptNio(Held held) throws Exception {
        accept(held, new NioEventLoopGroup(1), NioServerSocketChannel.class);
    }

    public static void connectEpoll(Held held) throws Exception {
        connect(held, new EpollEventLoopGroup(1), EpollSocketChannel.class);
    }

    public static void acceptEpoll(Held held) throws Exception {
        accept(held, new EpollEventLoopGroup(1), EpollServerSocketChannel.class);
    }

    static void connect(Held held, EventLoopGroup group, Class<? extends Channel> type) throws Exception {
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(type)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {}
                });
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                Channel channel = bootstrap.connect(peer.address()).sync().channel();
                held.keep(() -> close(channel));
            }
            peer.leave(held.count());
        }
        held.closeAtEnd(() -> end(group));
    }

    static void accept(Held held, EventLoopGroup group, Class<? extends ServerChannel> type) throws Exception {
        BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
        ChannelHandler ignorant = new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                accepted.add(channel);
            }
        };
        Channel listener = new ServerBootstrap()
                .group(group)
                .channel(type)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(ignorant)
                .bind(Peer.loopback())
                .sync()
                .channel();
        held.keep(() -> close(listener));
        for (int i = 0; i < held.count(); i++) {
            AutoCloseable client = Peer.connectTo(listener.localAddress());
            Channel channel = accepted.take();
            held.keep(() -> close(channel));
            held.peer(i, client);
        }
        held.closeAtEnd(() -> end(group));
    }

    private static void close(Channel channel) throws InterruptedException {
        channel.close().sync();
    }

    private static void end(EventLoopGroup group) throws InterruptedException {
        group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).sync();
    }
}
