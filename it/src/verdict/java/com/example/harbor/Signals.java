/*
 * library: Undertow, WebSocket whose receives are never resumed
 * leak: READING_PAUSED x3
 * handler: Signals.connected
 * hint: resumeReceives
 * run: 2.3.18
 * libraries: undertow-2.3
 * jdk: 11
 */
package com.example.harbor;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** Sets a listener, and says nothing of receiving. */
public final class Signals {
    private Signals() {}

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            port = ((InetSocketAddress)
                            probe.bind(new InetSocketAddress("127.0.0.1", 0)).getLocalAddress())
                    .getPort();
        }
        Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setHandler(Handlers.path().addPrefixPath("/signals", Handlers.websocket(Signals::connected)))
                .build()
                .start();
        Clients.connect(3, port).upgrade("/signals").sayFrame("ahoy").stay().leave();
        Stage.hold();
    }

    private static void connected(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        channel.getReceiveSetter()
                .set(
                        new AbstractReceiveListener() { // look here
                            @Override
                            protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                                WebSockets.sendText(message.getData(), from, null);
                            }
                        });
    }
}
