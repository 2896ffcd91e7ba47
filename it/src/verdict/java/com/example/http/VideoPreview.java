/*
 * library: JDK HttpClient, body never read
 * jdk: 11
 * leak: READING_PAUSED|NEVER_CLOSED x3
 * names: java.io.InputStream#close
 * run: ofInputStream
 * arguments: stream
 * run: ofPublisher
 * arguments: publisher
 */
package com.example.http;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Looks at the headers of large videos; the bodies wait for a reader that never comes. */
public final class VideoPreview {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final List<HttpResponse<?>> ANSWERS = new ArrayList<>();

    private VideoPreview() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Peer videos = Peer.of(Peer.http(200, 60_000, 0));
        for (int i = 0; i < 3; i++) {
            preview(URI.create(videos.url("/video/" + i)), args[0].equals("stream"));
        }
        Peer.pause(500);
        videos.leave();
        Stage.hold();
    }

    private static void preview(URI video, boolean stream) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(video).build();
        HttpResponse.BodyHandler<?> body =
                stream ? HttpResponse.BodyHandlers.ofInputStream() : HttpResponse.BodyHandlers.ofPublisher();
        HttpResponse<?> answer = HTTP.send(request, body); // look here
        ANSWERS.add(answer);
    }
}
