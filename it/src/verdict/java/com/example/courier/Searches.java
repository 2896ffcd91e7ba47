/*
 * library: Elasticsearch RestClient 7.17, listener that calls the same client and waits
 * libraries: elasticsearch-7
 * jdk: 8
 * leak: STUCK x3
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.http.HttpHost;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;

/**
 * Deletes what a search has found, and waits for that on the thread that would have to read the answer. After
 * elastic/elasticsearch#27984 and #25701.
 */
public final class Searches implements ResponseListener {
    private final RestClient client;

    private Searches(RestClient client) {
        this.client = client;
    }

    public static void main(String[] args) throws Exception {
        Peer cluster = Peer.of(Peer.http(200, 100, 300));
        RestClient client = RestClient.builder(new HttpHost("127.0.0.1", cluster.port(), "http"))
                .setHttpClientConfigCallback(http -> http.setMaxConnPerRoute(3)
                        .setDefaultIOReactorConfig(
                                IOReactorConfig.custom().setIoThreadCount(1).build()))
                .build();
        for (int i = 0; i < 3; i++) {
            client.performRequestAsync(new Request("GET", "/parcels/_search"), new Searches(client));
        }
        Peer.pause(2000);
        cluster.leave();
        Stage.hold();
        client.close();
    }

    @Override
    public void onSuccess(Response found) {
        try {
            client.performRequest(new Request("DELETE", "/parcels/_doc/1")); // look here
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onFailure(Exception e) {
        System.out.println("failed: " + e);
    }
}
