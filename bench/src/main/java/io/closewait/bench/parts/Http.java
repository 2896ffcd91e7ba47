package io.closewait.bench.parts;

import io.closewait.bench.Budget;
import io.closewait.bench.Figures;
import io.closewait.bench.ForkedWorker;
import io.closewait.bench.Lab;
import io.closewait.bench.Part;
import io.closewait.bench.Sample;
import io.closewait.bench.workload.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** c: HTTP servers under load. */
public final class Http implements Part {
    @Override
    public char letter() {
        return 'c';
    }

    @Override
    public void measure(Lab lab, Figures figures) throws IOException {
        for (String server : List.of("tomcat", "netty-nio", "netty-epoll")) {
            List<Load> keepAlive = new ArrayList<>();
            List<Load> aConnectionEach = new ArrayList<>();
            for (int pair = 0; pair < lab.times(3, 1); pair++) {
                try (ForkedWorker plain = lab.plain();
                        ForkedWorker hooked = lab.hooked();
                        ForkedWorker clients = lab.plain()) {
                    Ports ports = new Ports(
                            (int) plain.ask(Request.of("serve", "server", server))
                                    .get("port"),
                            (int) hooked.ask(Request.of("serve", "server", server))
                                    .get("port"));
                    keepAlive.addAll(loads(lab, clients, ports, true));
                    aConnectionEach.addAll(loads(lab, clients, ports, false));
                }
            }
            add(figures, server + ", keep-alive", keepAlive);
            add(figures, server + ", a connection each", aConnectionEach);
        }
    }

    private static void add(Figures figures, String variant, List<Load> loads) {
        figures.add(
                Budget.HTTP_THROUGHPUT,
                variant,
                Sample.of(loads.stream().map(Load::throughput).toList()));
        figures.add(
                Budget.HTTP_TAIL,
                variant,
                Sample.of(loads.stream().map(Load::p99).toList()));
    }

    private static List<Load> loads(Lab lab, ForkedWorker clients, Ports ports, boolean keepAlive) throws IOException {
        int warmUp = lab.times(10, 1);
        List<Load> loads = new ArrayList<>();
        for (int round = 0; round < warmUp + lab.times(20, 2); round++) {
            boolean hookedFirst = round % 2 == 1;
            var first = clients.ask(request(lab, hookedFirst ? ports.hooked : ports.plain, keepAlive));
            var second = clients.ask(request(lab, hookedFirst ? ports.plain : ports.hooked, keepAlive));
            var hooked = hookedFirst ? first : second;
            var plain = hookedFirst ? second : first;
            if (round >= warmUp) {
                loads.add(new Load(
                        hooked.get("throughput") / plain.get("throughput"), hooked.get("p99") / plain.get("p99")));
            }
        }
        return loads;
    }

    private static Request request(Lab lab, int port, boolean keepAlive) {
        // On open connections more go into the same time, and so many are needed to tell a hundredth.
        int requests = lab.times(keepAlive ? 12_000 : 4_000, 400);
        return Request.of("load", "port", port, "keepAlive", keepAlive, "requests", requests);
    }

    private record Ports(int plain, int hooked) {}

    /** Both as ratios, with the agent by without. */
    private record Load(double throughput, double p99) {}
}
