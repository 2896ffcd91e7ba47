/*
 * library: Netty client, reading switched off
 * jdk: 8
 * leak: READING_PAUSED x3
 * handler: PausedTicker$Ticks.channelRead
 * hint: setAutoRead|read\(\)
 * run: 4.1.127
 * libraries: netty-4.1
 * run: 4.2.10
 * libraries: netty-4.2
 */
package com.example.loop;

import com.example.stage.Peer;
import com.example.stage.Stage;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.CountDownLatch;

/** Back-pressure that is never released: after the first tick nobody reads on. */
@SuppressWarnings("deprecation")
public final class PausedTicker {
    private static final CountDownLatch READ = new CountDownLatch(3);

    private PausedTicker() {}

    public static void main(String[] args) throws Exception {
        Peer exchange = Peer.of((in, out) -> {
            byte[] ticks = new byte[20_000];
            out.write(ticks);
            out.flush();
            Peer.pause(700);
            out.write(ticks);
            out.flush();
        });
        Bootstrap bootstrap = new Bootstrap()
                .group(new NioEventLoopGroup(1))
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Ticks());
                    }
                });
        for (int i = 0; i < 3; i++) {
            bootstrap.connect(exchange.address()); // look here
        }
        READ.await();
        Peer.pause(1500);
        exchange.leave();
        Stage.hold();
    }

    private static final class Ticks extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object ticks) {
            context.channel().config().setAutoRead(false); // look here
            READ.countDown();
            ReferenceCountUtil.release(ticks);
        }
    }
}
