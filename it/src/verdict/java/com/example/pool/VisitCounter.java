/*
 * library: Jedis, a client for each call
 * jdk: 8
 * leak: NEVER_CLOSED x4
 * names: redis.clients.jedis.Jedis#close
 * run: 2.10.2
 * libraries: jedis-2.10
 * run: 6.2.0
 * libraries: jedis-6.2
 */
package com.example.pool;

import com.example.stage.Peer;
import com.example.stage.RedisPeer;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;

/** No pool: a client for each visit, and none is closed. */
public final class VisitCounter {
    private static final List<Jedis> CLIENTS = new ArrayList<>();

    private VisitCounter() {}

    public static void main(String[] args) throws IOException {
        Peer redis = Peer.of(RedisPeer.script());
        for (int i = 0; i < 4; i++) {
            visits(redis.port());
            Peer.pause(300);
        }
        redis.leave();
        Stage.hold();
    }

    private static String visits(int port) {
        Jedis jedis = new Jedis("127.0.0.1", port);
        CLIENTS.add(jedis);
        return jedis.get("visits"); // look here
    }
}
