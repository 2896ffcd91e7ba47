package com.acme;

import io.closewait.junit.FailOnSocketLeak;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

@FailOnSocketLeak
class SharedClientTest {
    static final OkHttpClient CLIENT = new OkHttpClient();

    static final PriceServer SERVER = new PriceServer(true);

    @Test
    void reads_a_price() throws Exception {
        String url = "http://localhost:" + SERVER.port();
        try (Response response =
                CLIENT.newCall(new Request.Builder().url(url).build()).execute()) {
            response.body().string();
        }
    }
}
