package io.closewait.it.programs;

import java.lang.ref.Reference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code java.net.http.HttpClient}. All servers leave: before JDK 21 a client cannot be told to close what is idle, and what
 * it does close its selector may keep for three seconds more, which makes a leak of a connection that was healthy.
 */
public final class HttpClientRows {
    private HttpClientRows() {}

    /** Responses that are neither read nor closed. */
    public static void http1(Held held) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                Conversation conversation = new Conversation(peer, Http1Server::serve);
                held.keep(client.send(get(peer), BodyHandlers.ofInputStream()).body());
                leave(held, conversation);
            }
        }
        // A client that nobody keeps closes its connections.
        held.closeAtEnd(() -> Reference.reachabilityFence(client));
    }

    /** One connection a client, in its pool; the executor of the client is stuck when the server leaves. */
    public static void http2(Held held) throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        held.closeAtEnd(stuck::countDown);
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                ExecutorService single = Executors.newSingleThreadExecutor();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .executor(single)
                        .build();
                Conversation conversation = new Conversation(peer, Http2Server::serve);
                client.send(get(peer), BodyHandlers.discarding());
                CountDownLatch isStuck = new CountDownLatch(1);
                single.execute(() -> {
                    isStuck.countDown();
                    await(stuck);
                });
                isStuck.await();
                held.keep(() -> Reference.reachabilityFence(client));
                leave(held, conversation);
            }
        }
    }

    private static void leave(Held held, Conversation conversation) throws Exception {
        conversation.end().close();
        held.peersLeft(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest get(Peer peer) throws Exception {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + peer.address().getPort() + "/"))
                .build();
    }
}
