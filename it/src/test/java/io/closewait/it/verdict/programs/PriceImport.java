package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.IOException;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/** Asks each supplier with Apache HttpClient 4 whether there are new prices, and never closes the response. */
public final class PriceImport {
    private static final CloseableHttpClient HTTP =
            HttpClients.custom().setMaxConnPerRoute(20).build();

    private PriceImport() {}

    public static void main(String[] args) throws IOException {
        LeavingServer supplier = LeavingServer.http(200, 30_000);
        for (int i = 0; i < 5; i++) {
            if (!hasNewPrices(supplier.url("/prices/" + i))) {
                throw new IOException("no prices");
            }
        }
        Stage.hold();
    }

    private static boolean hasNewPrices(String url) throws IOException {
        CloseableHttpResponse response = HTTP.execute(new HttpGet(url)); // look here
        return response.getStatusLine().getStatusCode() == 200;
    }
}
