package io.closewait.it.verdict;

import io.closewait.it.verdict.programs.CatalogueClient;
import io.closewait.it.verdict.programs.ChatServer;
import io.closewait.it.verdict.programs.CheckoutShop;
import io.closewait.it.verdict.programs.CourierStatus;
import io.closewait.it.verdict.programs.DirectoryLogin;
import io.closewait.it.verdict.programs.InvoiceDownload;
import io.closewait.it.verdict.programs.LoginGate;
import io.closewait.it.verdict.programs.MarketFeed;
import io.closewait.it.verdict.programs.PriceCache;
import io.closewait.it.verdict.programs.PriceImport;
import io.closewait.it.verdict.programs.PriceTicker;
import io.closewait.it.verdict.programs.ReportDesk;
import io.closewait.it.verdict.programs.ReviewFeed;
import io.closewait.it.verdict.programs.SensorUplink;
import io.closewait.it.verdict.programs.StockLookup;
import io.closewait.it.verdict.programs.TelemetryServer;
import io.closewait.it.verdict.programs.ThumbnailFetcher;
import io.closewait.it.verdict.programs.WarehousePing;
import java.util.List;

/** The programs that leak, by the verdict that they deserve. */
final class LeakCases {
    static final List<LeakCase> ALL = List.of(
            LeakCase.of("Apache HttpClient 4 response", "NEVER_CLOSED", 5, PriceImport.class)
                    .evidence("bytes unread"),
            LeakCase.of("Apache HttpClient 5 response", "NEVER_CLOSED", 4, StockLookup.class)
                    .evidence("bytes unread"),
            LeakCase.of("OkHttp body", "NEVER_CLOSED", 6, ThumbnailFetcher.class)
                    .evidence("bytes unread"),
            LeakCase.of("URLConnection error stream", "NEVER_CLOSED", 3, InvoiceDownload.class)
                    .evidence("bytes unread"),
            LeakCase.of("plain Socket", "NEVER_CLOSED", 7, CourierStatus.class),
            LeakCase.of("NIO server", "END_OF_STREAM_IGNORED", 5, ChatServer.class)
                    .evidence("a read returned -1"),
            LeakCase.of("Netty with half-closure", "END_OF_STREAM_IGNORED", 6, TelemetryServer.class)
                    .evidence("a read returned -1"),
            LeakCase.of("reader of a plain Socket", "END_OF_STREAM_IGNORED", 4, PriceTicker.class)
                    .evidence("a read returned -1"),
            LeakCase.of("Jedis pool", "IDLE_IN_POOL", 8, PriceCache.class).evidence("Jedis"),
            LeakCase.of("Apache HttpClient 5 pool", "IDLE_IN_POOL", 4, CatalogueClient.class)
                    .evidence("Apache HttpClient 5"),
            LeakCase.of("OkHttp pool", "IDLE_IN_POOL", 3, ReviewFeed.class).evidence("OkHttp"),
            LeakCase.of("lock in Tomcat", "STUCK", 10, CheckoutShop.class).evidence("stock-taking"),
            LeakCase.of("lock in Tomcat on virtual threads", "STUCK", 10, CheckoutShop.class)
                    .from(24, "virtual"),
            LeakCase.of("exhausted pool in Jetty", "STUCK", 5, ReportDesk.class),
            LeakCase.of("dropped SocketChannel", "ABANDONED", 6, WarehousePing.class)
                    .afterCollection()
                    .evidence("never closes"),
            // Not abandoned: the JDK's own channel group holds every asynchronous channel that is open.
            LeakCase.of("dropped AsynchronousSocketChannel", "NEVER_CLOSED", 4, SensorUplink.class)
                    .afterCollection(),
            LeakCase.of("refused login", "ABANDONED", 8, DirectoryLogin.class).afterCollection(),
            LeakCase.of("blocked selector thread", "CLOSED_BUT_HELD", 5, MarketFeed.class)
                    .withoutConnection(),
            LeakCase.of("blocked Netty event loop", "CLOSED_BUT_HELD", 1, LoginGate.class)
                    .withoutConnection());

    private LeakCases() {}
}
