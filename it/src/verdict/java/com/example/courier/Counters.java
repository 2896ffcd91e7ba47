/*
 * library: Dropwizard metrics 3.1, Graphite reporter that keeps its connection
 * libraries: metrics-3.1
 * jdk: 8
 * leak: NEVER_CLOSED x2
 */
package com.example.courier;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.graphite.Graphite;
import com.codahale.metrics.graphite.GraphiteReporter;
import com.example.stage.Peer;
import com.example.stage.Stage;

/**
 * Reports at the end of each batch, to two servers. The reporter only writes, and does not see that a server has gone until the next
 * batch has ended. After dropwizard/metrics#917.
 */
public final class Counters {
    private Counters() {}

    public static void main(String[] args) throws Exception {
        Peer carbon = Peer.of((in, out) -> {
            while (in.read() >= 0) {
                // a metric
            }
        });
        MetricRegistry metrics = new MetricRegistry();
        metrics.counter("parcels").inc();
        GraphiteReporter[] reporters = new GraphiteReporter[2];
        for (int i = 0; i < 2; i++) {
            reporters[i] = GraphiteReporter.forRegistry(metrics).build(new Graphite(carbon.address()));
        }
        for (int batch = 0; batch < 2; batch++) {
            for (GraphiteReporter reporter : reporters) {
                reporter.report(); // look here
            }
            Peer.pause(1500);
        }
        carbon.leave();
        Stage.hold();
        reporters[0].stop();
        reporters[1].stop();
    }
}
