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
import java.util.stream.Stream;

/** e: what is retained. */
public final class Memory implements Part {
    /** Counts what it holds to the byte. */
    private static final String COLLECTOR = "-XX:+UseSerialGC";
    /** The default grace, and a few of the agent's ticks. */
    private static final int SETTLE_MILLIS = 2500;

    private static final Request HEAP = Request.of("heap");

    @Override
    public char letter() {
        return 'e';
    }

    @Override
    public void measure(Lab lab, Figures figures) throws IOException, InterruptedException {
        for (int sockets : lab.times(1, 0) == 1 ? new int[] {1000, 10_000} : new int[] {1000}) {
            List<Double> perSocket = new ArrayList<>();
            for (int pair = 0; pair < lab.times(3, 1); pair++) {
                try (ForkedWorker plain = lab.reference(COLLECTOR);
                        ForkedWorker hooked = lab.hooked(COLLECTOR)) {
                    // The agent loads what a report needs when the first is due, whatever the number of sockets.
                    hooked.ask(Request.of("report"));
                    double with = growth(hooked, sockets);
                    perSocket.add((with - growth(plain, sockets)) / sockets);
                }
            }
            figures.add(Budget.RETAINED, "at " + sockets + " sockets of one site", Sample.of(perSocket));
        }
        records(lab, figures, lab.times(1_000_000, 20_000));
    }

    private static double growth(ForkedWorker worker, int sockets) throws IOException, InterruptedException {
        // Whatever the first ones load is not theirs.
        worker.ask(Request.of("hold", "sockets", 100));
        Thread.sleep(SETTLE_MILLIS);
        worker.ask(HEAP);
        double before = worker.ask(HEAP).get("bytes");
        worker.ask(Request.of("hold", "sockets", sockets + 100));
        Thread.sleep(SETTLE_MILLIS);
        return worker.ask(HEAP).get("bytes") - before;
    }

    private static void records(Lab lab, Figures figures, int count) throws IOException {
        List<Double> megabytes = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Lab.Turn> hooks = new ArrayList<>();
        for (int trial = 0; trial < lab.times(2, 1); trial++) {
            try (ForkedWorker few = lab.hooked(COLLECTOR);
                    ForkedWorker many = lab.hooked(COLLECTOR, "-Xmx3g")) {
                few.ask(open(1000));
                many.ask(open(1000));
                double before = many.ask(HEAP).get("bytes");
                many.ask(open(count));
                double records = many.ask(HEAP).get("bytes") - before - owners(count - 1000);
                megabytes.add(records / (1 << 20) * 1_000_000 / (count - 1000));
                Request connections = Request.of(
                        "connect",
                        "transport",
                        "socket",
                        "depth",
                        40,
                        "threads",
                        1,
                        "virtual",
                        false,
                        "capture",
                        false,
                        "connections",
                        1024);
                Lab.turns(few, many, connections, lab.times(40, 1));
                ratios.addAll(Lab.ratios(few, many, connections, lab.times(40, 4), answer -> answer.get("both")));
                Request churn = Request.of("records", "what", "churn", "times", 50_000);
                Lab.turns(few, many, churn, lab.times(4, 1));
                hooks.addAll(Lab.turns(few, many, churn, lab.times(20, 4)));
            }
        }
        figures.add(Budget.MILLION_HEAP, "", Sample.of(megabytes));
        figures.add(Budget.MILLION_COST, "", Sample.of(ratios));
        hooks(figures, "1,000", hooks.stream().map(Lab.Turn::plain));
        hooks(figures, "1,000,000", hooks.stream().map(Lab.Turn::hooked));
    }

    /** Without a socket, so that any record can be replaced: each is as far from the processor's caches as the next. */
    private static void hooks(Figures figures, String records, Stream<Answer> answers) {
        Sample nanos = Sample.of(answers.map(answer -> answer.get("processor")).toList());
        figures.add(
                'e',
                "processor time of the hooks of one open and close, at a random one of " + records + " records",
                nanos,
                "ns");
    }

    private static Request open(int count) {
        return Request.of("records", "what", "open", "count", count);
    }

    /** The benchmark's own share: an object a record, and the reference to it. */
    private static double owners(int count) {
        return count * (16.0 + 4.0);
    }
}
