/*
 * library: Prometheus simpleclient, collector that waits for a lock
 * libraries: prometheus-0.9
 * leak: STUCK x5
 * leak: STARVED x3
 */
package com.example.observe;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.exporter.HTTPServer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Exports how long the queue is, which takes the queue's lock; the scrapers time out. After prometheus/jmx_exporter#567: five
 * threads serve the scrapes, and all of them collect.
 */
public final class QueueDepth extends Collector implements Collector.Describable {
    private static final ReentrantLock QUEUE = new ReentrantLock();

    public static void main(String[] args) throws Exception {
        QUEUE.lock();
        new QueueDepth().register();
        HTTPServer exporter = new HTTPServer("127.0.0.1", 0, true);
        Clients.speakAndLeave(8, exporter.getPort(), Clients.get("/metrics"));
        Stage.hold();
    }

    @Override
    public List<MetricFamilySamples> describe() {
        return Collections.singletonList(new GaugeMetricFamily("queue_depth", "Orders that wait.", 0));
    }

    @Override
    public List<MetricFamilySamples> collect() {
        QUEUE.lock(); // look here
        try {
            return Collections.singletonList(new GaugeMetricFamily("queue_depth", "Orders that wait.", 17));
        } finally {
            QUEUE.unlock();
        }
    }
}
