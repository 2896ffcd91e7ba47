package io.closewait.core.diagnose.rules;

import io.closewait.core.registry.Site;
import org.jspecify.annotations.Nullable;

/** Connection pools by the frames that they leave on the stack that opens a connection, and the setting that mends each. */
enum Pool {
    JEDIS(
            "Jedis (commons-pool2)",
            "redis.clients.jedis.JedisPool",
            "Set timeBetweenEvictionRuns and testWhileIdle in JedisPoolConfig (or minEvictableIdleDuration), so that the"
                    + " pool closes idle connections whose server has gone."),
    JEDIS_POOLED(
            "Jedis (commons-pool2)",
            "redis.clients.jedis.",
            "Set timeBetweenEvictionRuns and testWhileIdle in the pool's configuration, so that it closes idle connections"
                    + " whose server has gone."),
    HIKARI(
            "HikariCP",
            "com.zaxxer.hikari.",
            "Set keepaliveTime below the time after which the database drops idle connections, and maxLifetime below the"
                    + " database's or firewall's limit."),
    APACHE_5(
            "Apache HttpClient 5",
            "org.apache.hc.client5.",
            "Call evictExpiredConnections() and evictIdleConnections(...) on the HttpClientBuilder, or set"
                    + " ConnectionConfig.setTimeToLive; close every response, a small one that was not closed looks the same."),
    APACHE_4(
            "Apache HttpClient 4",
            "org.apache.http.",
            "Call evictExpiredConnections() and evictIdleConnections(...) on the HttpClientBuilder; close every"
                    + " CloseableHttpResponse."),
    OKHTTP(
            "OkHttp",
            "okhttp3.",
            "Share one OkHttpClient; give it a ConnectionPool with a shorter keep-alive than the server's; close every"
                    + " Response."),
    JDK_HTTP_CLIENT(
            "JDK HttpClient",
            "jdk.internal.net.http.",
            "Share one HttpClient; set -Djdk.httpclient.keepalive.timeout below the server's idle timeout; read or close"
                    + " every response body."),
    URL_CONNECTION(
            "HttpURLConnection",
            "sun.net.www.",
            "Read the response (or getErrorStream()) to its end and close it; disconnect() when the connection is not to"
                    + " be used again."),
    COMMONS_POOL(
            "commons-pool2",
            "org.apache.commons.pool2.",
            "Set timeBetweenEvictionRuns and testWhileIdle, so that the pool closes idle connections whose server has gone."),
    TOMCAT_JDBC(
            "Tomcat JDBC pool",
            "org.apache.tomcat.jdbc.",
            "Set testWhileIdle, timeBetweenEvictionRunsMillis and minEvictableIdleTimeMillis."),
    NETTY_POOL(
            "Netty's channel pool",
            "io.netty.channel.pool.",
            "Add an IdleStateHandler that closes idle channels, and keep autoRead on so that the end of the stream is seen.");

    final String label;
    private final String prefix;
    final String setting;

    Pool(String label, String prefix, String setting) {
        this.label = label;
        this.prefix = prefix;
        this.setting = setting;
    }

    /**
     * Whether it hands the unread rest of an answer to the application, so that unread bytes are an answer which nobody read to
     * its end. Elsewhere the pool's client reads answers whole, and what waits is the server's farewell.
     */
    boolean streams() {
        switch (this) {
            case APACHE_5:
            case APACHE_4:
            case OKHTTP:
            case JDK_HTTP_CLIENT:
            case URL_CONNECTION:
                return true;
            default:
                return false;
        }
    }

    /** The pool on this stack, or null. */
    static @Nullable Pool on(@Nullable Site site) {
        if (site == null) {
            return null;
        }
        for (Pool pool : values()) {
            for (StackTraceElement frame : site.frames()) {
                if (frame.getClassName().startsWith(pool.prefix)) {
                    return pool;
                }
            }
        }
        return null;
    }
}
