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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** a: connect, write, read, close. */
public final class Connections implements Part {
    private static final int BUDGETED_DEPTH = 40;

    @Override
    public char letter() {
        return 'a';
    }

    @Override
    public void measure(Lab lab, Figures figures) throws IOException {
        Map<Variant, List<Lab.Turn>> turns = new LinkedHashMap<>();
        for (int pair = 0; pair < lab.times(4, 1); pair++) {
            try (ForkedWorker plain = lab.reference();
                    ForkedWorker hooked = lab.hooked()) {
                // Until the agent's reserve of stacks is used up: what comes then goes on for hours.
                Lab.turns(plain, hooked, variants(lab).get(0).request(), lab.times(60, 1));
                for (Variant variant : variants(lab)) {
                    Request request = variant.request();
                    Lab.turns(plain, hooked, request, lab.times(12, 2)); // the JIT compiler's turn
                    turns.computeIfAbsent(variant, key -> new ArrayList<>())
                            .addAll(Lab.turns(plain, hooked, request, lab.times(40, 6)));
                }
            }
        }
        turns.forEach((variant, measured) -> add(figures, variant, measured));
        floor(lab, figures);
        allocation(lab, figures);
    }

    private static List<Variant> variants(Lab lab) {
        List<Variant> variants = new ArrayList<>();
        for (String transport : List.of("socket", "channel")) {
            variants.add(new Variant(transport, BUDGETED_DEPTH, 1, false));
            if (lab.times(1, 0) == 1) {
                variants.add(new Variant(transport, 10, 1, false));
                variants.add(new Variant(transport, 100, 1, false));
                variants.add(new Variant(transport, BUDGETED_DEPTH, 4, false));
                if (lab.jdk().feature() >= 21) {
                    variants.add(new Variant(transport, BUDGETED_DEPTH, 1, true));
                    variants.add(new Variant(transport, BUDGETED_DEPTH, 4, true));
                }
            }
        }
        return variants;
    }

    private static void add(Figures figures, Variant variant, List<Lab.Turn> turns) {
        Sample both = Sample.of(turns.stream().map(turn -> turn.ratio("both")).toList())
                .scaled(100, -100);
        if (variant.depth == BUDGETED_DEPTH) {
            figures.add(Budget.CONNECTION, variant.name(), both);
        } else {
            figures.add('a', "processor time added per connection, both ends hooked: " + variant.name(), both, "%");
        }
        figures.add(
                'a',
                "processor time per connection without the agent: " + variant.name(),
                Sample.of(turns.stream().map(turn -> turn.plain().get("both")).toList())
                        .scaled(0.001, 0),
                "µs");
        if (!variant.virtual) {
            Sample server = Sample.of(
                            turns.stream().map(turn -> turn.ratio("server")).toList())
                    .scaled(100, -100);
            if (variant.depth == BUDGETED_DEPTH) {
                figures.add(Budget.ACCEPTED, variant.name(), server);
            }
            figures.add(
                    'a',
                    "processor time added per connection, connecting side: " + variant.name(),
                    Sample.of(turns.stream().map(turn -> turn.ratio("client")).toList())
                            .scaled(100, -100),
                    "%");
        }
    }

    /**
     * Two JVMs without the agent: what they differ by is what this method cannot tell, and when one of them captures a stack
     * for each connection, that is what no agent can stay below that names the opener of each.
     */
    private static void floor(Lab lab, Figures figures) throws IOException {
        List<Double> alike = new ArrayList<>();
        List<Double> capturing = new ArrayList<>();
        Variant variant = new Variant("socket", BUDGETED_DEPTH, 1, false);
        for (int pair = 0; pair < lab.times(4, 1); pair++) {
            try (ForkedWorker plain = lab.plain();
                    ForkedWorker other = lab.plain()) {
                for (int round = 0; round < lab.times(12 + 40, 3); round++) {
                    double without = plain.ask(variant.request()).get("both");
                    double same = other.ask(variant.request()).get("both");
                    double captured = other.ask(variant.capturing()).get("both");
                    if (round >= lab.times(12, 1)) {
                        alike.add(same / without);
                        capturing.add(captured / without);
                    }
                }
            }
        }
        figures.add(
                'a',
                "noise: processor time per connection of one JVM without the agent against another: " + variant.name(),
                Sample.of(alike).scaled(100, -100),
                "%");
        figures.add(
                'a',
                "floor: processor time added per connection by capturing one stack, no agent: " + variant.name(),
                Sample.of(capturing).scaled(100, -100),
                "%");
    }

    private static void allocation(Lab lab, Figures figures) throws IOException {
        for (String transport : List.of("socket", "channel")) {
            try (ForkedWorker plain = lab.reference();
                    ForkedWorker hooked = lab.hooked()) {
                Request request = Request.of("allocation", "transport", transport, "depth", 50, "connections", 1000);
                Lab.turns(plain, hooked, request, lab.times(3, 1));
                List<Lab.Turn> turns = Lab.turns(plain, hooked, request, lab.times(5, 2));
                figures.add(Budget.ALLOCATION, transport + ", connecting side", added(turns, "connecting"));
                figures.add(Budget.ALLOCATION, transport + ", accepted side", added(turns, "accepting"));
            }
        }
    }

    private static Sample added(List<Lab.Turn> turns, String side) {
        return Sample.of(turns.stream()
                .map(turn -> turn.hooked().get(side) - turn.plain().get(side))
                .toList());
    }

    private record Variant(String transport, int depth, int threads, boolean virtual) {
        Request request() {
            return request(false);
        }

        Request capturing() {
            return request(true);
        }

        private Request request(boolean capture) {
            return Request.of(
                    "connect",
                    "transport",
                    transport,
                    "depth",
                    depth,
                    "threads",
                    threads,
                    "virtual",
                    virtual,
                    "capture",
                    capture,
                    "connections",
                    1024);
        }

        String name() {
            return transport + ", depth " + depth + ", " + threads + (virtual ? " virtual" : "") + " thread"
                    + (threads == 1 ? "" : "s");
        }
    }
}
