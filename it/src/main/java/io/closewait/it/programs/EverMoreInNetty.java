package io.closewait.it.programs;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetSocketAddress;

/** As {@link EverMore} with {@code accept}, over Netty's native epoll, which does not say when it fails. */
@SuppressWarnings("deprecation") // the event loop group of Netty 4.1, which 4.2 has, too
public final class EverMoreInNetty {
    private EverMoreInNetty() {}

    public static void main(String[] arguments) throws Exception {
        Channel listener = new ServerBootstrap()
                .group(new EpollEventLoopGroup(1))
                .channel(EpollServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {}
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        System.out.println("port " + ((InetSocketAddress) listener.localAddress()).getPort());
        Waiting.forTheTest();
    }
}
