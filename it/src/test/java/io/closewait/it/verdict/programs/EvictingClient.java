package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.JettySite;
import io.closewait.it.verdict.peer.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;

/** As {@link CatalogueClient}, but the client closes idle connections before the server does. No leak. */
public final class EvictingClient {
    private static final CloseableHttpClient HTTP = HttpClients.custom()
            .evictExpiredConnections()
            .evictIdleConnections(TimeValue.ofMilliseconds(300))
            .build();

    private EvictingClient() {}

    public static void main(String[] args) throws Exception {
        JettySite catalogue = new JettySite();
        List<ClassicHttpResponse> pages = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pages.add(HTTP.executeOpen(null, new HttpGet(catalogue.url("/page/" + i)), null));
        }
        for (ClassicHttpResponse page : pages) {
            EntityUtils.consume(page.getEntity());
            page.close();
        }
        Load.lasting(
                Duration.ofSeconds(6),
                () -> HTTP.execute(
                        new HttpGet(catalogue.url("/")), response -> EntityUtils.toString(response.getEntity())));
        Stage.hold();
    }
}
