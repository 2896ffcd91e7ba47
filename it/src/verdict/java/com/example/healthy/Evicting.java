/*
 * library: Apache HttpClient 4.5, pool that evicts
 * libraries: httpclient-4.5
 * healthy
 */
package com.example.healthy;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** Its eviction thread closes what has been idle for a second, so before a leak is one. */
public final class Evicting {
    private Evicting() {}

    public static void main(String[] args) throws IOException {
        Peer site = Peer.of(Peer.http(200, 40, 0));
        CloseableHttpClient http = HttpClients.custom()
                .setMaxConnPerRoute(3)
                .evictIdleConnections(1, TimeUnit.SECONDS)
                .build();
        List<CloseableHttpResponse> pages = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            pages.add(http.execute(new HttpGet(site.url("/" + i))));
        }
        for (CloseableHttpResponse page : pages) {
            EntityUtils.consume(page.getEntity());
        }
        site.leave();
        Peer.pause(8000);
        Stage.hold();
    }
}
