package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import io.closewait.it.verdict.peer.Load;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** As {@link ThumbnailFetcher}, but each response is closed. No leak. */
public final class CarefulThumbnails {
    private static final OkHttpClient HTTP = new OkHttpClient();

    private CarefulThumbnails() {}

    public static void main(String[] args) throws Exception {
        LeavingServer images = LeavingServer.http(200, 30_000);
        Request request = new Request.Builder().url(images.url("/thumbnail")).build();
        Load.lasting(Duration.ofSeconds(6), () -> {
            try (Response response = HTTP.newCall(request).execute()) {
                return response.code();
            }
        });
        Stage.hold();
    }
}
