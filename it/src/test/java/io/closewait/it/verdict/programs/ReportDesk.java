package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.Clients;
import io.closewait.it.verdict.peer.Redis;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;

/** A handler in Jetty waits for a connection from a pool of one, which another part of the program does not give back. */
public final class ReportDesk {
    private static final int CLIENTS = 5;

    private ReportDesk() {}

    public static void main(String[] args) throws Exception {
        Redis redis = new Redis();
        JedisPoolConfig one = new JedisPoolConfig();
        one.setMaxTotal(1);
        JedisPool pool = new JedisPool(one, "127.0.0.1", redis.port());
        Jedis neverGivenBack = pool.getResource();
        neverGivenBack.set("report", "all is well");
        CountDownLatch requests = new CountDownLatch(CLIENTS);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Reports(pool, requests));
        server.start();
        Clients.speakAndLeave(CLIENTS, connector.getLocalPort(), "GET /report HTTP/1.1\r\nHost: desk\r\n\r\n");
        requests.await();
        Stage.hold();
    }

    private static final class Reports extends Handler.Abstract {
        private final JedisPool pool;
        private final CountDownLatch requests;

        private Reports(JedisPool pool, CountDownLatch requests) {
            this.pool = pool;
            this.requests = requests;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            requests.countDown();
            try (Jedis jedis = pool.getResource()) { // look here
                Content.Sink.write(response, true, jedis.get("report"), callback);
            }
            return true;
        }
    }
}
