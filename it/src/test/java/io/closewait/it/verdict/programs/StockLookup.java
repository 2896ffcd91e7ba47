package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** Asks a warehouse with Apache HttpClient 5 for its stock, looks at the status only, and never closes the response. */
public final class StockLookup {
    private static final CloseableHttpClient HTTP = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(20)
                    .build())
            .build();

    private StockLookup() {}

    public static void main(String[] args) throws IOException {
        LeavingServer warehouse = LeavingServer.http(200, 40_000);
        for (int i = 0; i < 4; i++) {
            if (!isInStock(warehouse.url("/stock/" + i))) {
                throw new IOException("out of stock");
            }
        }
        Stage.hold();
    }

    private static boolean isInStock(String url) throws IOException {
        ClassicHttpResponse response = HTTP.executeOpen(null, new HttpGet(url), null); // look here
        return response.getCode() == 200;
    }
}
