/*
 * library: Jedis, pool that validates
 * libraries: jedis-6.2
 * jdk: 8
 * healthy
 */
package com.example.healthy;

import com.example.stage.Peer;
import com.example.stage.RedisPeer;
import com.example.stage.Stage;
import java.io.IOException;
import java.time.Duration;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;

/** Pings what is idle twice a second, and drops what does not answer. */
public final class ValidatedPool {
    private ValidatedPool() {}

    public static void main(String[] args) throws IOException {
        Peer redis = Peer.of(RedisPeer.script());
        JedisPoolConfig config = new JedisPoolConfig();
        config.setTestWhileIdle(true);
        config.setTimeBetweenEvictionRuns(Duration.ofMillis(500));
        config.setNumTestsPerEvictionRun(-1);
        JedisPool pool = new JedisPool(config, "127.0.0.1", redis.port());
        for (int i = 0; i < 5; i++) {
            try (Jedis jedis = pool.getResource()) {
                jedis.get("price");
            }
            Peer.pause(300);
        }
        redis.leave();
        Peer.pause(7000);
        Stage.hold();
    }
}
