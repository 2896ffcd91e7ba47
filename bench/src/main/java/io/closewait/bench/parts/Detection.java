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

/** f: how soon the agent sees that a peer has left, and what it costs while none does. */
public final class Detection implements Part {
    static final int MANY = 15_000;

    @Override
    public char letter() {
        return 'f';
    }

    @Override
    public void measure(Lab lab, Figures figures) throws IOException, InterruptedException {
        for (int sockets : lab.times(1, 0) == 1 ? new int[] {10, 1000, MANY} : new int[] {10}) {
            try (ForkedWorker peers = lab.plain();
                    ForkedWorker hooked = lab.hooked()) {
                connect(peers, hooked, sockets);
                if (sockets == MANY) {
                    idle(lab, hooked, figures);
                }
                List<Double> single = new ArrayList<>();
                for (int i = 0; i < Math.min(sockets / 2, lab.times(200, 3)); i++) {
                    single.addAll(delays(peers, hooked, 1));
                }
                add(figures, sockets, "one peer leaves", single);
                int rest = sockets - single.size();
                add(figures, sockets, "all peers leave, for the first time", delays(peers, hooked, rest));
                // Once more when the compiler is done with all that take part, the agent and those who measure it.
                hooked.ask(Request.of("detect", "what", "release"));
                connect(peers, hooked, sockets);
                Answer before = hooked.ask(Request.of("processor"));
                add(figures, sockets, "all peers leave", delays(peers, hooked, sockets));
                detector(figures, sockets, before, hooked.ask(Request.of("processor")));
            }
        }
        duringReports(lab, figures);
    }

    /** The same while one report after the other is made, with a census and a third of the sockets leaked. */
    private static void duringReports(Lab lab, Figures figures) throws IOException {
        int sockets = lab.times(MANY, 20);
        try (ForkedWorker peers = lab.plain();
                ForkedWorker hooked = lab.hooked()) {
            connect(peers, hooked, sockets);
            delays(peers, hooked, sockets / 3);
            hooked.ask(Request.of("reports", "what", "start"));
            List<Double> toState = new ArrayList<>();
            for (int i = 0; i < lab.times(500, 3); i++) {
                toState.addAll(delays(peers, hooked, 1));
            }
            List<Double> toTotal = new ArrayList<>();
            for (int i = 0; i < lab.times(30, 2); i++) {
                toTotal.add(delayOfTotal(peers, hooked));
            }
            hooked.ask(Request.of("reports", "what", "stop"));
            figures.add(Budget.DETECTION_DURING_REPORTS, "one peer leaves (spread: median to longest)", tail(toState));
            figures.add('f', "FIN to the MXBean's totals, while such reports are made", Sample.of(toTotal), "ms");
        }
    }

    private static double delayOfTotal(ForkedWorker peers, ForkedWorker hooked) throws IOException {
        hooked.ask(Request.of("detect", "what", "total"));
        hooked.send(Request.of("detect", "what", "awaitTotal"));
        Answer left = peers.ask(Request.of("peers", "what", "leave", "count", 1));
        double leftAt = left.figures().values().iterator().next();
        return (hooked.receive().get("seen") - leftAt) / 1e6;
    }

    static void connect(ForkedWorker peers, ForkedWorker hooked, int sockets) throws IOException {
        int port = (int) peers.ask(Request.of("peers", "what", "listen")).get("port");
        hooked.ask(Request.of("detect", "what", "connect", "count", sockets, "port", port));
        hooked.ask(Request.of("detect", "what", "settle"));
    }

    /** All processes of a machine share one monotonic clock, so the peer's moment and ours can be subtracted. */
    static List<Double> delays(ForkedWorker peers, ForkedWorker hooked, int count) throws IOException {
        hooked.send(Request.of("detect", "what", "await", "count", count));
        Answer left = peers.ask(Request.of("peers", "what", "leave", "count", count));
        Answer seen = hooked.receive();
        if (seen.figures().size() != count) {
            throw new IOException("only " + seen.figures().size() + " of " + count + " were seen to leave");
        }
        List<Double> delays = new ArrayList<>();
        left.figures().forEach((port, time) -> delays.add((seen.get(port) - time) / 1e6));
        return delays;
    }

    private static void add(Figures figures, int sockets, String who, List<Double> delays) {
        String what = sockets + " sockets, " + who;
        Sample tail = tail(delays);
        if (sockets == MANY && !who.endsWith("for the first time")) {
            figures.add(Budget.DETECTION, who + " (spread: median to longest)", tail);
        } else {
            figures.add('f', "FIN to visible state, 99th percentile (spread: median to longest): " + what, tail, "ms");
        }
    }

    /** The 99th percentile; the spread is from the median to the longest. */
    private static Sample tail(List<Double> delays) {
        return new Sample(Sample.quantile(delays, 0.99), Sample.quantile(delays, 0.5), Sample.quantile(delays, 1));
    }

    /** What the agent needs for the FINs of all, and how long it was kept from it by all that run on this machine meanwhile. */
    private static void detector(Figures figures, int sockets, Answer before, Answer after) {
        String variant = " while all " + sockets + " peers leave";
        Sample ran = Sample.of(List.of((after.get("detector") - before.get("detector")) / 1e6));
        Sample awaited = Sample.of(List.of((after.get("detectorAwaited") - before.get("detectorAwaited")) / 1e6));
        figures.add('f', "processor time of the detector's thread" + variant, ran, "ms");
        figures.add('f', "time that it waited for a core" + variant, awaited, "ms");
    }

    private static void idle(Lab lab, ForkedWorker hooked, Figures figures) throws IOException, InterruptedException {
        // Five seconds after its start an agent makes one report for practice, which is no cost of idle sockets.
        TimeUnit.SECONDS.sleep(lab.times(10, 0));
        Answer before = hooked.ask(Request.of("processor"));
        TimeUnit.SECONDS.sleep(lab.times(60, 1));
        Answer after = hooked.ask(Request.of("processor"));
        double share = 100 * (after.get("agent") - before.get("agent")) / (after.get("clock") - before.get("clock"));
        figures.add(Budget.IDLE, "", Sample.of(List.of(share)));
    }
}
