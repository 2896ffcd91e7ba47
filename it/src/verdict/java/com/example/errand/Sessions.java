/*
 * library: Whalin's memcached client, idle in its pool
 * libraries: memcached-client-3.0
 * jdk: 8
 * leak: IDLE_IN_POOL x1
 */
package com.example.errand;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.whalin.MemCached.MemCachedClient;
import com.whalin.MemCached.SockIOPool;

/** Sets a session in a cache that hangs up on idle clients. */
public final class Sessions {
    private Sessions() {}

    public static void main(String[] args) throws Exception {
        Peer cache = Peer.of((in, out) -> {
            for (String line = Peer.line(in); line != null; line = Peer.line(in)) {
                if (line.startsWith("get")) {
                    out.write("END\r\n".getBytes("US-ASCII"));
                } else if (Peer.line(in) != null) {
                    out.write("STORED\r\n".getBytes("US-ASCII"));
                }
                out.flush();
            }
        });
        SockIOPool pool = SockIOPool.getInstance();
        pool.setServers(new String[] {"127.0.0.1:" + cache.port()});
        pool.setInitConn(3);
        pool.setMinConn(3);
        pool.setMaxConn(3);
        pool.setMaintSleep(0);
        pool.setNagle(false);
        pool.initialize(); // look here
        MemCachedClient client = new MemCachedClient();
        for (int i = 0; i < 30; i++) {
            client.set("session" + i, "user" + i); // look here
            client.get("session" + i); // look here
        }
        Peer.pause(300);
        cache.leave();
        Stage.hold();
    }
}
