/*
 * library: Jedis
 * jdk: 8
 * run: 2.10.2, connection not given back
 * libraries: jedis-2.10
 * arguments: lost
 * leak: NEVER_CLOSED x4
 * names: redis.clients.jedis.Jedis#close
 * run: 6.2.0, connection not given back
 * libraries: jedis-6.2
 * arguments: lost
 * leak: NEVER_CLOSED x4
 * names: redis.clients.jedis.Jedis#close
 * run: 2.10.2, idle in its pool
 * libraries: jedis-2.10
 * arguments: kept
 * leak: IDLE_IN_POOL x4
 * run: 7.0.0, idle in its pool
 * libraries: jedis-7.0
 * arguments: kept
 * leak: IDLE_IN_POOL x4
 */
package com.example.pool;

import com.example.stage.Peer;
import com.example.stage.RedisPeer;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;

/** Borrows for each price; with {@code kept} gives back what it borrowed. */
public final class PriceLookup {
    private static final int CONNECTIONS = 4;

    private PriceLookup() {}

    public static void main(String[] args) throws IOException {
        boolean kept = args[0].equals("kept");
        Peer redis = Peer.of(RedisPeer.script());
        JedisPool pool = pool(redis.port());
        for (int round = 0; round < (kept ? 2 : 1); round++) {
            List<Jedis> borrowed = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Jedis jedis = pool.getResource(); // look here
                jedis.get("price:" + i);
                borrowed.add(jedis);
                Peer.pause(kept ? 0 : 400);
            }
            if (kept) {
                borrowed.forEach(Jedis::close);
            }
            Peer.pause(1200);
        }
        redis.leave();
        Stage.hold();
    }

    private static JedisPool pool(int port) {
        JedisPoolConfig config = new JedisPoolConfig();
        config.setMaxTotal(2 * CONNECTIONS);
        config.setMaxIdle(2 * CONNECTIONS);
        config.setTestWhileIdle(false);
        return new JedisPool(config, "127.0.0.1", port);
    }
}
