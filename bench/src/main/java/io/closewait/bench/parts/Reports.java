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
import java.util.concurrent.TimeUnit;

/** g: how long a report takes, and what the application notices of it. */
public final class Reports implements Part {
    @Override
    public char letter() {
        return 'g';
    }

    @Override
    public void measure(Lab lab, Figures figures) throws IOException, InterruptedException {
        int sockets = lab.times(Detection.MANY, 10);
        try (ForkedWorker peers = lab.plain();
                ForkedWorker hooked = lab.hooked()) {
            Detection.connect(peers, hooked, sockets);
            Detection.delays(peers, hooked, sockets / 3);
            List<Double> reports = new ArrayList<>();
            List<Double> reconciliations = new ArrayList<>();
            List<Double> allocated = new ArrayList<>();
            for (int i = 0; i < lab.times(12, 2); i++) {
                Answer answer = hooked.ask(Request.of("report"));
                reports.add(answer.get("report") / 1e6);
                reconciliations.add(answer.get("census") / 1e6);
                allocated.add(answer.get("allocated") / (1 << 20));
            }
            figures.add(Budget.RECONCILIATION, "", Sample.of(reconciliations));
            figures.add(
                    'g',
                    "a whole text report at " + sockets + " sockets, a third of them leaked",
                    Sample.of(reports),
                    "ms");
            figures.add('g', "allocated by such a report", Sample.of(allocated), "MB");
            pause(lab, hooked, figures, "");
        }
        manyPlaces(lab, figures);
    }

    /** What an incident looks like in a large application: everything leaks, from many places. */
    private static void manyPlaces(Lab lab, Figures figures) throws IOException, InterruptedException {
        int sockets = lab.times(Detection.MANY, 10);
        try (ForkedWorker peers = lab.plain();
                ForkedWorker hooked = lab.hooked()) {
            hooked.ask(Request.of(
                    "detect", "what", "places", "count", lab.times(300, 3), "classes", lab.times(20_000, 30)));
            Detection.connect(peers, hooked, sockets);
            Detection.delays(peers, hooked, sockets);
            TimeUnit.SECONDS.sleep(3); // until they are leaks
            List<Double> reports = new ArrayList<>();
            List<Double> processor = new ArrayList<>();
            for (int i = 0; i < lab.times(12, 2); i++) {
                Answer answer = hooked.ask(Request.of("report"));
                reports.add(answer.get("report") / 1e6);
                processor.add(answer.get("processor") / 1e6);
            }
            figures.add(Budget.REPORT, "", Sample.of(reports));
            figures.add('g', "processor time of such a report", Sample.of(processor), "ms");
            figures.add('g', "the first such report", Sample.of(List.of(reports.get(0))), "ms");
            pause(lab, hooked, figures, "15,000 leaks from 300 places");
        }
    }

    private static void pause(Lab lab, ForkedWorker hooked, Figures figures, String variant) throws IOException {
        List<Double> quiet = new ArrayList<>();
        List<Double> added = new ArrayList<>();
        for (int i = 0; i < lab.times(40, 2); i++) {
            double without = longest(hooked, false);
            quiet.add(without);
            added.add(longest(hooked, true) - without);
        }
        figures.add(Budget.PAUSE, variant, Sample.of(added));
        figures.add(
                'g',
                "longest pause of the same thread without a report" + (variant.isEmpty() ? "" : ", " + variant),
                Sample.of(quiet),
                "ms");
    }

    private static double longest(ForkedWorker hooked, boolean reporting) throws IOException {
        return hooked.ask(Request.of("pause", "millis", 400, "report", reporting))
                        .get("longest")
                / 1e6;
    }
}
