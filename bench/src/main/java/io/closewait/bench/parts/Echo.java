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

/** b: round trips on open connections. */
public final class Echo implements Part {
    @Override
    public char letter() {
        return 'b';
    }

    @Override
    public void measure(Lab lab, Figures figures) throws IOException {
        for (String transport : List.of("socket", "channel")) {
            List<Lab.Turn> turns = new ArrayList<>();
            for (int pair = 0; pair < lab.times(6, 1); pair++) {
                try (ForkedWorker plain = lab.reference();
                        ForkedWorker hooked = lab.hooked()) {
                    Request request = Request.of("echo", "transport", transport, "trips", 5000);
                    Lab.turns(plain, hooked, request, lab.times(12, 2));
                    turns.addAll(Lab.turns(plain, hooked, request, lab.times(60, 6)));
                }
            }
            // Round trips per second of processor time, so that other work on the machine is left out.
            List<Double> throughput =
                    turns.stream().map(turn -> 1 / turn.ratio("processor")).toList();
            figures.add(Budget.ECHO, transport, Sample.of(throughput));
            figures.add(
                    'b',
                    "processor time of a round trip without the agent: " + transport,
                    Sample.of(turns.stream()
                                    .map(turn -> turn.plain().get("processor"))
                                    .toList())
                            .scaled(0.001, 0),
                    "µs");
        }
    }
}
