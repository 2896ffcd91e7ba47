/*
 * library: Netty client, closes when the server has left
 * libraries: netty-4.1
 * jdk: 8
 * healthy
 */
package com.example.healthy;

import com.example.stage.Peer;
import com.example.stage.Stage;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Netty closes by itself. */
@SuppressWarnings("deprecation")
public final class NettyClient {
    private NettyClient() {}

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of(Peer.lines("HELLO\n", ""));
        Bootstrap bootstrap = new Bootstrap()
                .group(new NioEventLoopGroup(1))
                .channel(NioSocketChannel.class)
                .handler(new Silent());
        for (int i = 0; i < 3; i++) {
            bootstrap.connect(server.address()).sync();
        }
        server.leave();
        Peer.pause(7000);
        Stage.hold();
    }

    @ChannelHandler.Sharable
    private static final class Silent extends ChannelInboundHandlerAdapter {}
}
