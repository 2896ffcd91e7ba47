/*
 * library: Apache HttpClient, pool of TLS connections that the server closes with close_notify
 * leak: IDLE_IN_POOL x3
 * run: 4.5.14
 * libraries: httpclient-4.5
 */
package com.example.http;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** Three pages at once, then three more on the same connections, then nothing. */
public final class SecureCatalogue {
    private static final int CONNECTIONS = 3;

    private SecureCatalogue() {}

    public static void main(String[] args) throws Exception {
        Peer shop = Peer.overTls(Peer.http(200, 40, 0));
        CloseableHttpClient http = HttpClients.custom()
                .setSSLContext(Peer.trusting())
                .setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE)
                .setMaxConnPerRoute(CONNECTIONS)
                .build();
        for (int round = 0; round < 2; round++) {
            List<CloseableHttpResponse> pages = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                String url = "https://127.0.0.1:" + shop.port() + "/page/" + i;
                pages.add(http.execute(new HttpGet(url))); // look here
            }
            for (CloseableHttpResponse page : pages) {
                EntityUtils.consume(page.getEntity());
                page.close();
            }
            Peer.pause(1200);
        }
        shop.leave();
        Stage.hold();
    }
}
