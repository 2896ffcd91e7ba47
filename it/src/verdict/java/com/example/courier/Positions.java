/*
 * library: nv-websocket-client and Elasticsearch RestClient, healthy: connections that are idle, and servers that leave
 * libraries: nv-websocket elasticsearch-7
 * jdk: 8
 * healthy
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.example.stage.WebSocketPeer;
import com.neovisionaries.ws.client.WebSocketFactory;
import org.apache.http.HttpHost;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/**
 * Nobody closes anything here: one library has a thread for each connection, the other one a selector, and both close when they read
 * the end. After TakahikoKawasaki/nv-websocket-client#46.
 */
public final class Positions {
    private static final int LEAK_MILLIS = 6000;

    private Positions() {}

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of(WebSocketPeer.saying("51.5 0.1"));
        Peer other = Peer.of(WebSocketPeer.closingAfter(300));
        Peer cluster = Peer.of(Peer.http(200, 100, 0));
        Peer staying = Peer.of(Peer.http(200, 100, 0));
        for (Peer peer : new Peer[] {server, other}) {
            for (int i = 0; i < 3; i++) {
                new WebSocketFactory()
                        .createSocket("ws://127.0.0.1:" + peer.port() + "/track")
                        .connect();
            }
        }
        RestClient client =
                RestClient.builder(new HttpHost("127.0.0.1", cluster.port())).build();
        RestClient second =
                RestClient.builder(new HttpHost("127.0.0.1", staying.port())).build();
        for (int i = 0; i < 4; i++) {
            client.performRequest(new Request("GET", "/_cluster/health"));
            second.performRequest(new Request("GET", "/_cluster/health"));
        }
        Peer.pause(1000);
        server.leave();
        cluster.leave();
        Peer.pause(LEAK_MILLIS);
        second.performRequest(new Request("GET", "/_cluster/health"));
        Stage.hold();
        client.close();
        second.close();
    }
}
