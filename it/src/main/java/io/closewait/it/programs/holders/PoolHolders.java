package io.closewait.it.programs.holders;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;
import redis.clients.jedis.JedisPool;

/** Connections of pools: idle ones, and leased ones that nobody returns. */
final class PoolHolders {
    private static final int CONNECTIONS = 2;

    /** What was leased. */
    private static final List<Object> LEASED = new ArrayList<>();
    /** The pools, and the clients that have one. */
    private static final List<Object> CLIENTS = new ArrayList<>();

    private PoolHolders() {}

    static void leak(String how) throws Exception {
        Peers peers = new Peers();
        boolean isForgotten = how.endsWith("-forgotten");
        boolean isLeased = how.endsWith("-leased") || isForgotten;
        switch (how.replaceAll("-(leased|idle|forgotten)", "")) {
            case "apache4":
                apache4(peers, isLeased);
                break;
            case "apache5":
                apache5(peers, isLeased);
                break;
            case "okhttp":
                okhttp(peers, isLeased);
                break;
            case "jedis":
                jedis(peers, isLeased);
                break;
            case "hikari":
                hikari(peers, isLeased);
                break;
            default:
                throw new IllegalArgumentException(how);
        }
        if (isForgotten) {
            LEASED.clear();
        }
        peers.leave(CONNECTIONS);
    }

    private static void apache4(Peers peers, boolean isLeased) throws IOException {
        CloseableHttpClient client = HttpClients.createDefault();
        CLIENTS.add(client);
        List<org.apache.http.client.methods.CloseableHttpResponse> responses = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            responses.add(client.execute(new HttpGet(peers.url())));
        }
        if (isLeased) {
            LEASED.addAll(responses);
        } else {
            for (org.apache.http.client.methods.CloseableHttpResponse response : responses) {
                EntityUtils.consume(response.getEntity());
            }
        }
    }

    private static void apache5(Peers peers, boolean isLeased) throws Exception {
        org.apache.hc.client5.http.impl.classic.CloseableHttpClient client =
                org.apache.hc.client5.http.impl.classic.HttpClients.createDefault();
        CLIENTS.add(client);
        List<org.apache.hc.core5.http.ClassicHttpResponse> responses = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            responses.add(client.executeOpen(
                    null, new org.apache.hc.client5.http.classic.methods.HttpGet(peers.url()), null));
        }
        if (isLeased) {
            LEASED.addAll(responses);
        } else {
            for (org.apache.hc.core5.http.ClassicHttpResponse response : responses) {
                org.apache.hc.core5.http.io.entity.EntityUtils.consume(response.getEntity());
            }
        }
    }

    private static void okhttp(Peers peers, boolean isLeased) throws IOException {
        OkHttpClient client = new OkHttpClient();
        CLIENTS.add(client);
        List<Response> responses = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            responses.add(client.newCall(new Request.Builder().url(peers.url()).build())
                    .execute());
        }
        if (isLeased) {
            LEASED.addAll(responses);
        } else {
            for (Response response : responses) {
                response.close();
            }
        }
    }

    private static void jedis(Peers peers, boolean isLeased) {
        JedisPool pool = new JedisPool("127.0.0.1", peers.port());
        CLIENTS.add(pool);
        List<redis.clients.jedis.Jedis> borrowed = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            borrowed.add(pool.getResource());
        }
        if (isLeased) {
            LEASED.addAll(borrowed);
        } else {
            borrowed.forEach(redis.clients.jedis.Jedis::close);
        }
    }

    private static void hikari(Peers peers, boolean isLeased) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(new SocketDataSource(peers));
        config.setMaximumPoolSize(CONNECTIONS);
        HikariDataSource pool = new HikariDataSource(config);
        CLIENTS.add(pool);
        List<java.sql.Connection> borrowed = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            borrowed.add(pool.getConnection());
        }
        if (isLeased) {
            LEASED.addAll(borrowed);
        } else {
            for (java.sql.Connection connection : borrowed) {
                connection.close();
            }
        }
    }
}
