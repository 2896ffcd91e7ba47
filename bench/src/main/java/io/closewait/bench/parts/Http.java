package io.closewait.bench.parts;

import io.closewait.bench.Answer;
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
                try (ForkedWorker plain = lab.reference();
                        ForkedWorker hooked = lab.hooked();
                        ForkedWorker clients = lab.plain()) {
                    Server without = new Server(plain, port(plain, server));
                    Server with = new Server(hooked, port(hooked, server));
                    keepAlive.addAll(loads(lab, clients, without, with, true));
                    aConnectionEach.addAll(loads(lab, clients, without, with, false));
                }
            }
            add(figures, server + ", keep-alive", keepAlive);
            add(figures, server + ", a connection each", aConnectionEach);
        }
    }

    private static int port(ForkedWorker worker, String server) throws IOException {
        return (int) worker.ask(Request.of("serve", "server", server)).get("port");
    }

    private static void add(Figures figures, String variant, List<Load> loads) {
        figures.add(
                Budget.HTTP_THROUGHPUT,
                variant,
                Sample.of(loads.stream().map(Load::perProcessor).toList()));
        figures.add(
                Budget.HTTP_TAIL,
                variant,
                Sample.of(loads.stream().map(Load::p99).toList()));
        figures.add(
                'c',
                "requests a second by the clock, by the run without: " + variant,
                Sample.of(loads.stream().map(Load::perSecond).toList()),
                "");
    }

    private static List<Load> loads(Lab lab, ForkedWorker clients, Server without, Server with, boolean keepAlive)
            throws IOException {
        // On open connections more go into the same time, and so many are needed to tell a hundredth.
        int requests = lab.times(keepAlive ? 12_000 : 4_000, 400);
        int warmUp = lab.times(10, 1);
        List<Load> loads = new ArrayList<>();
        for (int round = 0; round < warmUp + lab.times(20, 2); round++) {
            boolean hookedFirst = round % 2 == 1;
            Answers first = (hookedFirst ? with : without).load(clients, keepAlive, requests);
            Answers second = (hookedFirst ? without : with).load(clients, keepAlive, requests);
            if (round >= warmUp) {
                loads.add(hookedFirst ? Load.of(second, first) : Load.of(first, second));
            }
        }
        return loads;
    }

    private record Server(ForkedWorker worker, int port) {
        Answers load(ForkedWorker clients, boolean keepAlive, int requests) throws IOException {
            double before = processor();
            Answer answer = clients.ask(Request.of("load", "port", port, "keepAlive", keepAlive, "requests", requests));
            return new Answers(answer.get("throughput"), answer.get("p99"), processor() - before);
        }

        private double processor() throws IOException {
            return worker.ask(Request.of("processor")).get("process");
        }
    }

    /** To a number of requests. */
    private record Answers(double perSecond, double p99, double processor) {}

    /** All as ratios, with the agent by without. */
    private record Load(double perProcessor, double perSecond, double p99) {
        static Load of(Answers without, Answers with) {
            return new Load(
                    without.processor / with.processor, with.perSecond / without.perSecond, with.p99 / without.p99);
        }
    }
}
