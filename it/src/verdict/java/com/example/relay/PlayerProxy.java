/*
 * library: Netty, proxy that reads nothing until its backend is there
 * libraries: netty-http-4.1
 * leak: READING_PAUSED x3
 * handler: PlayerProxy$Front.channelActive
 */
package com.example.relay;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Connects each player to a game server, and reads what the player says once that has worked; the game server is down. After
 * SpigotMC/BungeeCord#1260.
 */
public final class PlayerProxy {
    private PlayerProxy() {}

    public static void main(String[] args) throws Exception {
        int game = portOfNobody();
        EventLoopGroup group = new NioEventLoopGroup(2);
        Channel listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false) // look here
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel player) {
                        player.pipeline().addLast(new Front(game));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        Clients.speakAndLeave(
                3, ((InetSocketAddress) listener.localAddress()).getPort(), "\u0010\u0000\u0004server list ping");
        Stage.hold();
    }

    private static int portOfNobody() throws Exception {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static final class Front extends ChannelInboundHandlerAdapter {
        private final int game;

        Front(int game) {
            this.game = game;
        }

        @Override
        public void channelActive(ChannelHandlerContext player) {
            ChannelFuture backend = new Bootstrap()
                    .group(player.channel().eventLoop())
                    .channel(NioSocketChannel.class)
                    .handler(new Back(player.channel()))
                    .connect("127.0.0.1", game); // look here
            backend.addListener(done -> {
                if (done.isSuccess()) {
                    player.channel().config().setAutoRead(true);
                } else {
                    System.out.println("no game server: " + done.cause());
                }
            });
        }
    }

    private static final class Back extends ChannelInboundHandlerAdapter {
        private final Channel player;

        Back(Channel player) {
            this.player = player;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            player.writeAndFlush(message);
        }
    }
}
