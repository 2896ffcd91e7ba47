package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Fetches thumbnails with OkHttp, keeps the headers of each answer, and never closes the bodies. */
public final class ThumbnailFetcher {
    private static final OkHttpClient HTTP = new OkHttpClient();
    private static final List<Response> ANSWERS = new ArrayList<>();

    private ThumbnailFetcher() {}

    public static void main(String[] args) throws IOException {
        LeavingServer images = LeavingServer.http(200, 30_000);
        for (int i = 0; i < 6; i++) {
            probe(images.url("/thumbnail/" + i));
        }
        Stage.hold();
    }

    private static void probe(String url) throws IOException {
        Response response = HTTP.newCall(new Request.Builder().url(url).build()).execute(); // look here
        ANSWERS.add(response);
    }
}
