package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.TomcatSite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp keeps idle connections for five minutes, the Tomcat that it talks to for half a second. */
public final class ReviewFeed {
    private static final int CONNECTIONS = 3;
    private static final OkHttpClient HTTP = new OkHttpClient();

    private ReviewFeed() {}

    public static void main(String[] args) throws Exception {
        TomcatSite reviews = new TomcatSite(TomcatSite.answering("five stars"), 500, null);
        List<Response> open = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            open.add(review(reviews.url("/review/" + i)));
        }
        for (Response response : open) {
            response.body().string();
        }
        Stage.hold();
    }

    private static Response review(String url) throws IOException {
        return HTTP.newCall(new Request.Builder().url(url).build()).execute(); // look here
    }
}
