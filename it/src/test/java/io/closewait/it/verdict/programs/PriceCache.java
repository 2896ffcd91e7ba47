package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.Redis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;

/** A Jedis pool without eviction; its redis-server goes away while all connections are idle. */
public final class PriceCache {
    private static final int CONNECTIONS = 8;
    private final JedisPool pool;

    private PriceCache(int port) {
        JedisPoolConfig config = new JedisPoolConfig();
        config.setMaxIdle(CONNECTIONS);
        config.setMaxTotal(CONNECTIONS);
        config.setTestWhileIdle(false);
        pool = new JedisPool(config, "127.0.0.1", port);
    }

    public static void main(String[] args) throws IOException {
        Redis redis = new Redis();
        PriceCache cache = new PriceCache(redis.port());
        cache.warmUp();
        redis.stop();
        Stage.hold();
    }

    private void warmUp() {
        List<Jedis> borrowed = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Jedis jedis = pool.getResource(); // look here
            jedis.set("price:" + i, "17");
            borrowed.add(jedis);
        }
        borrowed.forEach(Jedis::close);
    }
}
