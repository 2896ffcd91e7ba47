/*
 * library: Netty, handler on an EventExecutorGroup that waits, reads asked for one by one
 * libraries: netty-4.1
 * leak: STUCK|READING_PAUSED x3
 * handler: Conveyor$Belt.channelRead
 * jdk: 8
 */
package com.example.depot;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Asks for the next piece when the last one is done; a writer has the plan. After netty/netty#12555. */
public final class Conveyor {
    private Conveyor() {}

    public static void main(String[] args) throws Exception {
        ReentrantReadWriteLock plan = new ReentrantReadWriteLock();
        plan.writeLock().lock();
        EventExecutorGroup workers = new DefaultEventExecutorGroup(4);
        NioEventLoopGroup loops = new NioEventLoopGroup(1);
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(workers, new Belt(plan));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        Clients.speakAndLeave(3, ((InetSocketAddress) server.localAddress()).getPort(), "piece\n");
        Stage.hold();
    }

    private static final class Belt extends ChannelInboundHandlerAdapter {
        private final ReentrantReadWriteLock plan;

        Belt(ReentrantReadWriteLock plan) {
            this.plan = plan;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.read();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object piece) {
            plan.readLock().lock(); // look here
            try {
                context.writeAndFlush(piece);
            } finally {
                plan.readLock().unlock();
            }
            context.read();
        }
    }
}
