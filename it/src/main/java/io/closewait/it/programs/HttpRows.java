package io.closewait.it.programs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** HTTP as the JDK has had it for long. */
public final class HttpRows {
    private HttpRows() {}

    /** Responses that are neither read nor closed. */
    public static void urlConnection(Held held) throws Exception {
        try (Peer peer = new Peer(held)) {
            URL url = new URL("http://127.0.0.1:" + peer.address().getPort() + "/");
            for (int i = 0; i < held.count(); i++) {
                Conversation conversation = new Conversation(peer, Http1Server::serve);
                HttpURLConnection connection = (HttpURLConnection) url.openConnection();
                InputStream unread = connection.getInputStream();
                held.keep(() -> {
                    connection.disconnect();
                    unread.close();
                });
                held.peer(i, conversation.end());
            }
        }
    }

    /** Exchanges that are never answered. */
    public static void serve(Held held) throws Exception {
        BlockingQueue<HttpExchange> unanswered = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(Peer.loopback(), 0);
        server.createContext("/", unanswered::add);
        server.start();
        held.keep(() -> server.stop(0));
        for (int i = 0; i < held.count(); i++) {
            SocketChannel client = Peer.connectTo(server.getAddress());
            Http1Server.write(
                    client,
                    ByteBuffer.wrap("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            HttpExchange exchange = unanswered.take();
            held.keep(exchange::close);
            held.peer(i, client);
        }
    }
}
