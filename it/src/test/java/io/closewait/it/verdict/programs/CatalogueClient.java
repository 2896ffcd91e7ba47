package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.JettySite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Apache HttpClient 5 as it comes, without eviction; the Jetty that it talks to closes idle connections. */
public final class CatalogueClient {
    private static final int CONNECTIONS = 4;
    private static final CloseableHttpClient HTTP = HttpClients.createDefault();

    private CatalogueClient() {}

    public static void main(String[] args) throws Exception {
        JettySite catalogue = new JettySite();
        List<ClassicHttpResponse> pages = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            pages.add(page(catalogue.url("/page/" + i)));
        }
        for (ClassicHttpResponse page : pages) {
            EntityUtils.consume(page.getEntity());
            page.close();
        }
        Stage.hold();
    }

    private static ClassicHttpResponse page(String url) throws IOException {
        return HTTP.executeOpen(null, new HttpGet(url), null); // look here
    }
}
