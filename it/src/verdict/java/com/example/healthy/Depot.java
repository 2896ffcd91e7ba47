/*
 * library: Thrift 0.9, healthy: callers that come and go, and some that stay
 * libraries: thrift-0.9
 * healthy
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetSocketAddress;
import org.apache.thrift.TException;
import org.apache.thrift.TProcessor;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;

/** Answers each byte with the same one. */
public final class Depot {
    private Depot() {}

    public static void main(String[] args) throws Exception {
        TServerSocket listener = new TServerSocket(new InetSocketAddress("127.0.0.1", 0));
        TThreadPoolServer server = new TThreadPoolServer(new TThreadPoolServer.Args(listener).processor(new Stock()));
        Thread thread = new Thread(server::serve, "depot");
        thread.setDaemon(true);
        thread.start();
        int port = listener.getServerSocket().getLocalPort();
        Clients staying = Clients.connect(2, port).say("x").hear("x");
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(100)) {
            Clients.talkAndLeave(1, port, "y", "y");
        }
        Stage.hold();
        staying.leave();
    }

    private static final class Stock implements TProcessor {
        @Override
        public boolean process(TProtocol in, TProtocol out) throws TException {
            out.writeByte(in.readByte());
            out.getTransport().flush();
            return true;
        }
    }
}
