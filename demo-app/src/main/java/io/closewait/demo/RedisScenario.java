package io.closewait.demo;

import io.closewait.demo.shop.PriceCache;
import java.io.IOException;

/** The server goes away while all connections lie idle in the pool; the next use of the pool discards them. */
final class RedisScenario implements Scenario {
    private static final int CONNECTIONS = 8;

    private final Log log;
    private final RedisServerProcess redis;
    private final PriceCache cache;

    RedisScenario(Log log) throws IOException {
        this.log = log;
        this.redis = new RedisServerProcess();
        this.cache = new PriceCache(redis.host(), redis.port(), CONNECTIONS);
    }

    @Override
    public void begin() throws IOException {
        redis.start();
        log.fact("redis-server listens on port %d", redis.port());
        cache.warmUp(CONNECTIONS);
        log.fact("%d connections used at once and returned to the pool", cache.idleConnections());
        redis.stop();
        log.fact("redis-server stopped");
    }

    @Override
    public void end() {
        log.fact("%d connections idle in the pool", cache.idleConnections());
        log.fact("pool used again, price is %s", cache.price("0"));
        log.fact("%d connections idle in the pool", cache.idleConnections());
        cache.close();
    }

    @Override
    public int closeWait() {
        return CONNECTIONS;
    }
}
