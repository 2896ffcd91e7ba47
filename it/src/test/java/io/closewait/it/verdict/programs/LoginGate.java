package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.Clients;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/** A Netty handler closes the channel and then, on the event loop, waits for an audit that never ends. */
public final class LoginGate {
    private static final CountDownLatch CLOSED = new CountDownLatch(1);
    private static final CountDownLatch AUDITED = new CountDownLatch(1);

    private LoginGate() {}

    public static void main(String[] args) throws Exception {
        Channel listener = new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .childHandler(new Refuse())
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        Clients.speakAndLeave(1, ((InetSocketAddress) listener.localAddress()).getPort(), "open sesame\n");
        CLOSED.await();
        Stage.hold();
    }

    @ChannelHandler.Sharable
    private static final class Refuse extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object password) throws InterruptedException {
            context.close().addListener(closed -> CLOSED.countDown()); // look here
            AUDITED.await();
        }
    }
}
