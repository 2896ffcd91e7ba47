/*
 * library: Commons Pool 2, sockets of the application
 * jdk: 8
 * run: 2.4.3, not given back
 * libraries: commons-pool2-2.4
 * arguments: lost
 * leak: NEVER_CLOSED x3
 * run: 2.12.1, not given back, from a module
 * libraries: commons-pool2-2.12
 * launch: module
 * jdk: 17
 * arguments: lost
 * leak: NEVER_CLOSED x3
 * run: 2.12.1, idle
 * libraries: commons-pool2-2.12
 * arguments: kept
 * leak: IDLE_IN_POOL x3
 */
package com.example.pool;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;

/** Reads scales over a line protocol; with {@code lost} nothing comes back to the pool. */
public final class ScaleReadings {
    private static final List<Socket> BORROWED = new ArrayList<>();

    private ScaleReadings() {}

    public static void main(String[] args) throws Exception {
        boolean kept = args[0].equals("kept");
        Peer scale = Peer.of(Peer.lines("", "17 kg\n"));
        GenericObjectPool<Socket> pool = new GenericObjectPool<>(new Sockets(scale.port()));
        for (int round = 0; round < (kept ? 2 : 1); round++) {
            for (int i = 0; i < 3; i++) {
                weigh(pool);
                Peer.pause(kept ? 0 : 500);
            }
            if (kept) {
                BORROWED.forEach(pool::returnObject);
                BORROWED.clear();
            }
            Peer.pause(1200);
        }
        scale.leave();
        Stage.hold();
    }

    private static void weigh(GenericObjectPool<Socket> pool) throws Exception {
        Socket socket = pool.borrowObject(); // look here
        BORROWED.add(socket);
        socket.getOutputStream().write("WEIGH\n".getBytes("US-ASCII"));
        Peer.line(socket.getInputStream());
    }

    private static final class Sockets extends BasePooledObjectFactory<Socket> {
        private final int port;

        Sockets(int port) {
            this.port = port;
        }

        @Override
        public Socket create() throws IOException {
            return new Socket("127.0.0.1", port);
        }

        @Override
        public PooledObject<Socket> wrap(Socket socket) {
            return new DefaultPooledObject<>(socket);
        }
    }
}
