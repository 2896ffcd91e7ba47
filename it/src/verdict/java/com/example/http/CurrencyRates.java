/*
 * library: Apache HttpClient 4, a client for each call
 * leak: NEVER_CLOSED x4
 * run: 4.2.6
 * libraries: httpclient-4.2
 * jdk: 8
 * run: 4.5.14
 * libraries: httpclient-4.5
 */
package com.example.http;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.util.EntityUtils;

/** Reads each answer to its end, but makes a client for each, with a pool of its own that nobody shuts down. */
@SuppressWarnings("deprecation")
public final class CurrencyRates {
    private static final List<HttpClient> CLIENTS = new ArrayList<>();

    private CurrencyRates() {}

    public static void main(String[] args) throws IOException {
        Peer bank = Peer.of(Peer.http(200, 40, 0));
        for (int i = 0; i < 4; i++) {
            rate(bank.url("/rate/" + i));
        }
        bank.leave();
        Stage.hold();
    }

    private static String rate(String url) throws IOException {
        HttpClient http = new DefaultHttpClient();
        CLIENTS.add(http);
        return EntityUtils.toString(http.execute(new HttpGet(url)).getEntity()); // look here
    }
}
