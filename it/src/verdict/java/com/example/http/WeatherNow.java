/*
 * library: Apache HttpClient 5, a client for each call
 * leak: NEVER_CLOSED x4
 * run: 5.0.4
 * libraries: httpclient-5.0
 * jdk: 8
 * run: 5.6.5
 * libraries: httpclient-5.6
 */
package com.example.http;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Consumes and closes each response, but makes a client for each and closes none. */
public final class WeatherNow {
    private static final List<CloseableHttpClient> CLIENTS = new ArrayList<>();

    private WeatherNow() {}

    public static void main(String[] args) throws IOException {
        Peer service = Peer.of(Peer.http(200, 40, 0));
        for (int i = 0; i < 4; i++) {
            weather(service.url("/weather/" + i));
        }
        service.leave();
        Stage.hold();
    }

    private static String weather(String url) throws IOException {
        CloseableHttpClient http = HttpClients.createDefault();
        CLIENTS.add(http);
        return http.execute(new HttpGet(url), response -> EntityUtils.toString(response.getEntity())); // look here
    }
}
