/*
 * library: Lettuce, event loop waits in a callback
 * libraries: lettuce-6.6
 * jdk: 8
 * leak: STUCK x1
 */
package com.example.loop;

import com.example.stage.Peer;
import com.example.stage.RedisPeer;
import com.example.stage.Stage;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.DefaultClientResources;
import java.util.concurrent.CompletableFuture;

/** A callback waits for what another connection of the same event loop should bring. */
public final class Subscriptions {
    private static final CompletableFuture<String> OTHER = new CompletableFuture<>();

    private Subscriptions() {}

    public static void main(String[] args) throws Exception {
        Peer redis = Peer.of(RedisPeer.script());
        RedisClient client = RedisClient.create(
                DefaultClientResources.builder().ioThreadPoolSize(1).build(),
                RedisURI.create("127.0.0.1", redis.port()));
        client.setOptions(
                ClientOptions.builder().protocolVersion(ProtocolVersion.RESP2).build());
        StatefulRedisConnection<String, String> first = client.connect();
        StatefulRedisConnection<String, String> second = client.connect();
        first.sync().get("price");
        second.async().get("price").thenAccept(Subscriptions::show);
        Peer.pause(1000);
        redis.leave();
        Stage.hold();
    }

    private static void show(String price) {
        OTHER.join(); // look here
    }
}
