/*
 * library: Apache HttpClient 3, a pool for each repository, idle
 * libraries: commons-httpclient-3.1
 * jdk: 8
 * leak: IDLE_IN_POOL x3
 * hint: (?i)idle|shutdown|close
 */
package com.example.pool;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.httpclient.HttpClient;
import org.apache.commons.httpclient.MultiThreadedHttpConnectionManager;
import org.apache.commons.httpclient.methods.GetMethod;

/** Each repository keeps its own connections for its next query. After eclipse-rdf4j/rdf4j#406. */
public final class Repositories {
    private final HttpClient client = new HttpClient(new MultiThreadedHttpConnectionManager());
    private final String url;

    private Repositories(String url) {
        this.url = url;
    }

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of(Peer.http(200, 300, 0));
        List<Repositories> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(new Repositories(server.url("/repositories/" + i)));
        }
        for (int round = 0; round < 3; round++) {
            for (Repositories repository : all) {
                System.out.println(repository.query("SELECT * WHERE { ?s ?p ?o }"));
            }
            Peer.pause(400);
        }
        server.leave();
        Stage.hold();
        System.out.println(all);
    }

    private int query(String sparql) throws IOException {
        GetMethod method = new GetMethod(url);
        method.setRequestHeader("X-Query", sparql);
        try {
            client.executeMethod(method); // look here
            return method.getResponseBody().length; // look here
        } finally {
            method.releaseConnection();
        }
    }
}
