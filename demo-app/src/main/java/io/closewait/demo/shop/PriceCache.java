package io.closewait.demo.shop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Prices kept in Redis. The mistake: the pool tests a connection when it is borrowed, and never while it is idle. */
public final class PriceCache implements AutoCloseable {
    private final JedisPool pool;

    public PriceCache(String host, int port, int connections) {
        this.pool = new JedisPool(poolWithoutEviction(connections), host, port, 2_000);
    }

    /** All connections at once, as under load; afterwards they lie idle in the pool. */
    public void warmUp(int connections) {
        List<Jedis> borrowed = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                Jedis connection = borrowConnection();
                borrowed.add(connection);
                connection.set("price:" + i, "9.95");
            }
        } finally {
            borrowed.forEach(Jedis::close);
        }
    }

    /** Borrowing throws out every dead connection it meets on the way. */
    public String price(String article) {
        try (Jedis connection = borrowConnection()) {
            return String.valueOf(connection.get("price:" + article));
        } catch (JedisConnectionException serverGone) {
            return "unknown (" + serverGone.getMessage() + ")";
        }
    }

    private Jedis borrowConnection() {
        return pool.getResource();
    }

    public int idleConnections() {
        return pool.getNumIdle();
    }

    @Override
    public void close() {
        pool.close();
    }

    private static GenericObjectPoolConfig<Jedis> poolWithoutEviction(int connections) {
        // Not JedisPoolConfig: that one would look after idle connections every 30 s.
        GenericObjectPoolConfig<Jedis> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(connections);
        config.setMaxIdle(connections);
        config.setTestOnBorrow(true);
        config.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        config.setJmxEnabled(false);
        return config;
    }
}
