/*
 * library: Thrift 0.9, method of a half-sync server that waits
 * libraries: thrift-0.9
 * leak: STUCK x3
 * jdk: 8
 */
package com.example.depot;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.thrift.TException;
import org.apache.thrift.TProcessor;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.server.THsHaServer;
import org.apache.thrift.transport.TNonblockingServerSocket;

/** A selector reads the calls, invokers work on them; each waits for a parcel. */
public final class Parcels implements TProcessor {
    private final BlockingQueue<Integer> parcels = new ArrayBlockingQueue<>(5);

    private Parcels() {}

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocket probe = new ServerSocket(0)) {
            port = probe.getLocalPort();
        }
        TNonblockingServerSocket listener = new TNonblockingServerSocket(new InetSocketAddress("127.0.0.1", port));
        THsHaServer server = new THsHaServer(new THsHaServer.Args(listener).processor(new Parcels()));
        new Thread(server::serve, "parcels").start();
        while (!server.isServing()) {
            Thread.sleep(20);
        }
        Clients.speakAndLeave(3, port, "\0\0\0\4next");
        Stage.hold();
    }

    @Override
    public boolean process(TProtocol in, TProtocol out) throws TException {
        try {
            out.writeI32(next(in.readI32()));
        } catch (InterruptedException e) {
            throw new TException(e);
        }
        return true;
    }

    private int next(int shelf) throws InterruptedException {
        return parcels.take() + shelf; // look here
    }
}
