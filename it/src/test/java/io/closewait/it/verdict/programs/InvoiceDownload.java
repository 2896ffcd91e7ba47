package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Downloads invoices with the JDK's URLConnection, and remembers what failed without reading the error stream. */
public final class InvoiceDownload {
    private static final List<HttpURLConnection> FAILED = new ArrayList<>();

    private InvoiceDownload() {}

    public static void main(String[] args) throws IOException {
        LeavingServer billing = LeavingServer.http(503, 30_000);
        for (int i = 0; i < 3; i++) {
            download(billing.url("/invoice/" + i));
        }
        Stage.hold();
    }

    private static void download(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        if (connection.getResponseCode() != 200) { // look here
            FAILED.add(connection);
            return;
        }
        connection.getInputStream().close();
    }
}
