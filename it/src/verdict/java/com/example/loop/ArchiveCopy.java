/*
 * library: Vert.x client, answer paused
 * jdk: 8
 * leak: READING_PAUSED x2
 * hint: resume
 * run: 4.5.14
 * libraries: vertx-4.5
 * run: 5.0.1
 * libraries: vertx-5.0
 * jdk: 11
 */
package com.example.loop;

import com.example.stage.Peer;
import com.example.stage.Stage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.CountDownLatch;

/** Pauses each answer at its first piece until there is room, and there never is. Vert.x reads on until it has 64 kB. */
public final class ArchiveCopy {
    private static final CountDownLatch PAUSED = new CountDownLatch(2);

    private ArchiveCopy() {}

    public static void main(String[] args) throws Exception {
        Peer archive = Peer.of(Peer.trickling(100, 900));
        HttpClient http = Vertx.vertx().createHttpClient();
        for (int i = 0; i < 2; i++) {
            http.request(HttpMethod.GET, archive.port(), "127.0.0.1", "/archive/" + i) // look here
                    .compose(request -> request.send()) // look here
                    .onSuccess(ArchiveCopy::copy)
                    .onFailure(Throwable::printStackTrace);
        }
        PAUSED.await();
        Peer.pause(2500);
        archive.leave();
        Stage.hold();
    }

    private static void keep(HttpClientResponse answer) {
        answer.pause(); // look here
        PAUSED.countDown();
    }

    private static void copy(HttpClientResponse answer) {
        answer.handler(chunk -> keep(answer)); // look here
    }
}
