/*
 * library: Netty 3, channel that stays unreadable
 * libraries: netty-3
 * jdk: 8
 * leak: READING_PAUSED x3
 * handler: Unreadable$Store.messageReceived
 * hint: setReadable
 */
package com.example.meter;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import org.jboss.netty.bootstrap.ServerBootstrap;
import org.jboss.netty.channel.Channel;
import org.jboss.netty.channel.ChannelHandlerContext;
import org.jboss.netty.channel.Channels;
import org.jboss.netty.channel.MessageEvent;
import org.jboss.netty.channel.SimpleChannelUpstreamHandler;
import org.jboss.netty.channel.socket.nio.NioServerSocketChannelFactory;

/** As Throttled, of 2011. */
public final class Unreadable {
    private Unreadable() {}

    public static void main(String[] args) throws Exception {
        ServerBootstrap server = new ServerBootstrap(
                new NioServerSocketChannelFactory(Executors.newCachedThreadPool(), Executors.newCachedThreadPool(), 1));
        server.setPipelineFactory(() -> Channels.pipeline(new Store()));
        Channel listener = server.bind(new InetSocketAddress("127.0.0.1", 0));
        Clients.connect(3, ((InetSocketAddress) listener.getLocalAddress()).getPort())
                .say("21.5 C\n")
                .stay()
                .say("21.6 C\n")
                .stay()
                .leave();
        Stage.hold();
    }

    private static final class Store extends SimpleChannelUpstreamHandler {
        @Override
        public void messageReceived(ChannelHandlerContext context, MessageEvent measurement) {
            context.getChannel().setReadable(false); // look here
        }
    }
}
