/*
 * library: MINA 2.1, handler that is told of the end of the input and stays
 * libraries: mina-2.1
 * leak: END_OF_STREAM_IGNORED x3
 * handler: Lobby$Room.inputClosed
 * handler: Lobby$Room.messageReceived
 */
package com.example.chat;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.filter.codec.textline.TextLineCodecFactory;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;

/**
 * Notes who has stopped talking, and forgets that the method it overrides closed the session. After
 * igniterealtime/Openfire#219.
 */
public final class Lobby {
    private Lobby() {}

    public static void main(String[] args) throws Exception {
        NioSocketAcceptor acceptor = new NioSocketAcceptor(1);
        acceptor.getFilterChain()
                .addLast("lines", new ProtocolCodecFilter(new TextLineCodecFactory(StandardCharsets.UTF_8)));
        acceptor.setHandler(new Room());
        acceptor.bind(new InetSocketAddress("127.0.0.1", 0));
        Clients.talkAndLeave(3, acceptor.getLocalAddress().getPort(), "hello\n", "hello\n");
        Stage.hold();
    }

    private static final class Room extends IoHandlerAdapter {
        @Override
        public void messageReceived(IoSession session, Object message) {
            session.write(message); // look here
        }

        @Override
        public void inputClosed(IoSession session) {
            session.setAttribute("silent"); // look here
        }
    }
}
