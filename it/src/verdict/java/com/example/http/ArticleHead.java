/*
 * library: jsoup, stream of a body never closed
 * libraries: jsoup
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * names: org.jsoup.Connection$Response#bodyStream
 */
package com.example.http;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;

/** Reads the first bytes of an article only. */
public final class ArticleHead {
    private static final List<BufferedInputStream> STREAMS = new ArrayList<>();

    private ArticleHead() {}

    public static void main(String[] args) throws IOException {
        Peer articles = Peer.of(Peer.http(200, 60_000, 0));
        for (int i = 0; i < 3; i++) {
            head(articles.url("/article/" + i));
        }
        articles.leave();
        Stage.hold();
    }

    private static int head(String url) throws IOException {
        BufferedInputStream body = Jsoup.connect(url).maxBodySize(0).execute().bodyStream(); // look here
        STREAMS.add(body);
        return body.read();
    }
}
