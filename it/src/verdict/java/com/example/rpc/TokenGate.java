/*
 * library: Thrift 0.9, transport factory that throws
 * libraries: thrift-0.9
 * leak: NEVER_CLOSED x3
 */
package com.example.rpc;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetSocketAddress;
import org.apache.thrift.TException;
import org.apache.thrift.TProcessor;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.TTransportFactory;

/**
 * Asks each caller for a token before it takes calls. After apache/thrift#432 (THRIFT-3088): the server closes the transport
 * that the factory makes, and has none to close when the factory throws.
 */
public final class TokenGate {
    private TokenGate() {}

    public static void main(String[] args) throws Exception {
        TServerSocket listener = new TServerSocket(new InetSocketAddress("127.0.0.1", 0));
        TThreadPoolServer server = new TThreadPoolServer(
                new TThreadPoolServer.Args(listener).processor(new Orders()).transportFactory(new Tokens()));
        Thread thread = new Thread(server::serve, "orders"); // look here
        thread.start();
        Clients.speakAndLeave(3, listener.getServerSocket().getLocalPort(), "mallory!");
        Stage.hold();
    }

    private static final class Tokens extends TTransportFactory {
        @Override
        public TTransport getTransport(TTransport caller) {
            byte[] token = new byte[8];
            try {
                caller.readAll(token, 0, token.length); // look here
            } catch (TTransportException e) {
                throw new IllegalStateException(e);
            }
            if (token[0] != 'T') {
                throw new IllegalArgumentException("not a token"); // look here
            }
            return caller;
        }
    }

    private static final class Orders implements TProcessor {
        @Override
        public boolean process(TProtocol in, TProtocol out) throws TException {
            out.writeByte(in.readByte());
            out.getTransport().flush();
            return true;
        }
    }
}
