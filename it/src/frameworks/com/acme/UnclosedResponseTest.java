package com.acme;

import io.closewait.junit.FailOnSocketLeak;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@FailOnSocketLeak
class UnclosedResponseTest {
    static final OkHttpClient CLIENT = new OkHttpClient();

    static final PriceServer SERVER = new PriceServer(true);

    @AfterEach
    void close_idle_connections() {
        CLIENT.connectionPool().evictAll();
    }

    @Test
    void reads_a_price() throws Exception {
        String url = "http://localhost:" + SERVER.port();
        CLIENT.newCall(new Request.Builder().url(url).build()).execute();
    }
}
