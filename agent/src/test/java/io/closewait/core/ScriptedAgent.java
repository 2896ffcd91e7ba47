package io.closewait.core;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.config.Options;
import io.closewait.core.detect.Detector;
import io.closewait.core.detect.ScriptedDetector;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Report.Reason;
import io.closewait.core.jfr.FlightRecording;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.library.Libraries;
import io.closewait.core.log.AgentLog;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A reporter and what is around it, wired as the {@link Engine} does, but with a test's time, a test's sockets and a
 * {@code /proc/self} that holds what a test puts there. No thread runs.
 */
class ScriptedAgent implements Detector.Owner, Reporter.Listener {
    final Registry registry = Records.registry();
    final Sites sites = new Sites(100, 64);
    final ScriptedDetector script = new ScriptedDetector(registry, sites, this);
    final Reporter reporter;
    final List<Report> published = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();
    int turns;

    private final List<Object> owners = new ArrayList<>();

    ScriptedAgent(Path proc, String options) {
        this(proc, options, false);
    }

    ScriptedAgent(Path proc, String options, boolean attached) {
        reporter = new Reporter(
                options(options),
                registry,
                sites,
                frames(),
                script.detector(),
                new FlightRecording(Instrumentations.loaded(), AgentLog.logger()),
                new Kernel(proc.toString()),
                script::now,
                attached,
                this);
    }

    static Options options(String text) {
        return Options.of(text, Map.of(), null);
    }

    static Frames frames() {
        return new Frames(new NamedOrigins(List.of(), List.of(), Libraries::bundled), Libraries::bundled);
    }

    /** A process with this many open descriptors of at most a hundred, as far as the folder tells. */
    static void descriptors(Path proc, int count) throws IOException {
        Files.writeString(
                proc.resolve("limits"), "Max open files            100                  1048576              files\n");
        Path folder = Files.createDirectories(proc.resolve("fd"));
        for (int i = 0; i <= count; i++) { // one is the listing's own
            Path descriptor = folder.resolve(Integer.toString(i));
            if (!Files.exists(descriptor)) {
                Files.createFile(descriptor);
            }
        }
    }

    /** An open connection that was opened by this method of the application's. */
    SocketRecord open(int number, String method) {
        StackTraceElement[] stack = {new StackTraceElement("com.acme.Shop", method, "Shop.java", 1)};
        return open(number, new Object(), stack);
    }

    /** The same of an owner that the test has. */
    SocketRecord open(int number, Object owner, StackTraceElement... stack) {
        owners.add(owner);
        SocketRecord record = Records.opened(registry, owner, number, sites.intern(stack));
        record.markWatched();
        return record;
    }

    /** The same, and it has leaked. */
    SocketRecord leak(int number, String method) {
        SocketRecord record = open(number, method);
        script.leak(record);
        return record;
    }

    /** Ends a leak: the application closes the socket after all. */
    void close(SocketRecord record) {
        Records.close(registry, record);
        script.detector().lookAfterPeerClosed();
    }

    /** The reporter's next turn, so much later. */
    void turnAfter(Duration time) {
        script.pass(time);
        reporter.turn();
    }

    /** Why reports were published so far. */
    List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        for (Report report : published) {
            reasons.add(report.reason);
        }
        return reasons;
    }

    @Override
    public void peerClosed(SocketRecord record) {}

    @Override
    public void leaked(SocketRecord record) {
        reporter.leaksChanged();
    }

    @Override
    public void leakEnded(SocketRecord record) {
        reporter.leakEnded(record);
    }

    @Override
    public void failed(Throwable failure) {
        failures.add(failure);
    }

    @Override
    public void turn() {
        turns++;
    }

    @Override
    public void published(Report report) {
        published.add(report);
    }
}
