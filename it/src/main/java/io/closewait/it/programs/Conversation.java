package io.closewait.it.programs;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.FutureTask;

/** A peer with a protocol: takes one connection and says what is to be said, on a thread of its own. */
final class Conversation {
    /** The server's side of a protocol. */
    interface Server {
        /** Returns when nothing more will come from the client: what is unread would make closing a reset. */
        void serve(SocketChannel client) throws IOException;
    }

    private final FutureTask<SocketChannel> connection;

    Conversation(Peer peer, Server server) {
        connection = new FutureTask<>(() -> {
            SocketChannel client = peer.next();
            server.serve(client);
            return client;
        });
        Thread thread = new Thread(connection, "peer");
        thread.setDaemon(true);
        thread.start();
    }

    /** The server's socket, once the server has said everything. */
    SocketChannel end() throws Exception {
        return connection.get();
    }
}
