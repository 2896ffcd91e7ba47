/*
 * library: Apache HttpClient 4, entity never consumed
 * leak: NEVER_CLOSED x3
 * arguments: 30000 0
 * run: 4.0.3
 * libraries: httpclient-4.0
 * jdk: 8
 * run: 4.2.6
 * libraries: httpclient-4.2
 * jdk: 8
 * run: 4.2.6, slow answer that fits the buffer
 * libraries: httpclient-4.2
 * arguments: 40 1500
 * run: 4.5.14, one jar
 * libraries: httpclient-4.5
 * launch: fat
 * run: 4.5.14, Spring Boot jar
 * libraries: httpclient-4.5
 * launch: spring-boot
 */
package com.example.http;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.conn.params.ConnManagerParams;
import org.apache.http.conn.params.ConnPerRouteBean;
import org.apache.http.conn.scheme.PlainSocketFactory;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.conn.tsccm.ThreadSafeClientConnManager;
import org.apache.http.params.BasicHttpParams;

/** Asks whether there is stock, by the status alone. */
@SuppressWarnings("deprecation")
public final class StockQuery {
    private static final int MOST = 20;

    private StockQuery() {}

    public static void main(String[] args) throws IOException {
        Peer stock = Peer.of(Peer.http(200, Integer.parseInt(args[0]), Integer.parseInt(args[1])));
        HttpClient http = client();
        for (int i = 0; i < 3; i++) {
            inStock(http, stock.url("/stock/" + i));
        }
        stock.leave();
        Stage.hold();
    }

    private static HttpClient client() {
        SchemeRegistry schemes = new SchemeRegistry();
        schemes.register(new Scheme("http", PlainSocketFactory.getSocketFactory(), 80));
        BasicHttpParams params = new BasicHttpParams();
        ConnManagerParams.setMaxConnectionsPerRoute(params, new ConnPerRouteBean(MOST));
        return new DefaultHttpClient(new ThreadSafeClientConnManager(params, schemes), params);
    }

    private static boolean inStock(HttpClient http, String url) throws IOException {
        HttpResponse response = http.execute(new HttpGet(url)); // look here
        return response.getStatusLine().getStatusCode() == 200;
    }
}
