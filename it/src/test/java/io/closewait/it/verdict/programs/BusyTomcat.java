package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.Clients;
import io.closewait.it.verdict.peer.Load;
import io.closewait.it.verdict.peer.TomcatSite;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;

/** Tomcat with clients who keep their connections alive, and with clients who leave at once. No leak. */
public final class BusyTomcat {
    private BusyTomcat() {}

    public static void main(String[] args) throws Exception {
        TomcatSite shop = new TomcatSite(TomcatSite.answering("all is well"), 20_000, null);
        Load.lasting(Duration.ofSeconds(6), () -> {
            Clients.talkAndLeave(1, shop.port(), "GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
            try (InputStream page = URI.create(shop.url("/")).toURL().openStream()) {
                return page.readAllBytes();
            }
        });
        Stage.hold();
    }
}
