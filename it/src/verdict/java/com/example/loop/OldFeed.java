/*
 * library: Netty 3 client, worker waits in a handler
 * libraries: netty-3.10
 * jdk: 8
 * leak: STUCK x3
 */
package com.example.loop;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jboss.netty.bootstrap.ClientBootstrap;
import org.jboss.netty.channel.ChannelHandlerContext;
import org.jboss.netty.channel.Channels;
import org.jboss.netty.channel.MessageEvent;
import org.jboss.netty.channel.SimpleChannelUpstreamHandler;
import org.jboss.netty.channel.socket.nio.NioClientSocketChannelFactory;

/** All three connections are of one worker, which waits for a latch. */
public final class OldFeed {
    private static final CountDownLatch BOOKED = new CountDownLatch(1);

    private OldFeed() {}

    public static void main(String[] args) throws Exception {
        Peer exchange = Peer.of((in, out) -> {
            Peer.pause(1000);
            Peer.lines("QUOTE 17\n", "").serve(in, out);
        });
        ClientBootstrap bootstrap = new ClientBootstrap(
                new NioClientSocketChannelFactory(Executors.newCachedThreadPool(), Executors.newCachedThreadPool(), 1));
        bootstrap.setPipelineFactory(() -> Channels.pipeline(new Quotes()));
        for (int i = 0; i < 3; i++) {
            bootstrap.connect(exchange.address()).await();
        }
        Peer.pause(2000);
        exchange.leave();
        Stage.hold();
    }

    private static final class Quotes extends SimpleChannelUpstreamHandler {
        @Override
        public void messageReceived(ChannelHandlerContext context, MessageEvent quote) throws Exception {
            BOOKED.await(); // look here
        }
    }
}
