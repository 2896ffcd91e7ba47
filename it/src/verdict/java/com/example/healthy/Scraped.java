/*
 * library: Prometheus simpleclient, healthy: scrapers that keep alive, and some that leave
 * libraries: prometheus-0.9
 * healthy
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.prometheus.client.Gauge;
import io.prometheus.client.exporter.HTTPServer;

/** Exports a number. */
public final class Scraped {
    private Scraped() {}

    public static void main(String[] args) throws Exception {
        Gauge.build("orders", "Orders that wait.").register().set(17);
        HTTPServer exporter = new HTTPServer("127.0.0.1", 0, true);
        Clients staying = Clients.connect(2, exporter.getPort());
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(500)) {
            staying.say(Clients.get("/metrics")).hear("orders 17.0");
            Clients.talkAndLeave(1, exporter.getPort(), Clients.get("/metrics"), "orders 17.0");
        }
        Stage.hold();
        staying.leave();
    }
}
