package io.closewait.core;

import io.closewait.core.config.Option;
import io.closewait.core.config.Options;
import io.closewait.core.detect.Detector;
import io.closewait.core.diagnose.Diagnosis;
import io.closewait.core.diagnose.Frames;
import io.closewait.core.diagnose.KnownLeaks;
import io.closewait.core.diagnose.Report;
import io.closewait.core.jfr.FlightRecording;
import io.closewait.core.jmx.Closewait;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.log.AgentLog;
import io.closewait.core.log.LogSink;
import io.closewait.core.registry.AgentThread;
import io.closewait.core.registry.CoarseClock;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import io.closewait.core.report.About;
import io.closewait.core.report.AtomicFile;
import io.closewait.core.report.Baseline;
import io.closewait.core.report.HtmlReport;
import io.closewait.core.report.JsonReport;
import io.closewait.core.report.TextReport;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides when a report is due, makes it, and hands it to the log, the files and JMX. Lives on its own thread. */
final class Reporter {
    /** Sockets of one origin tend to leak together: a report waits this long for the others. */
    private static final long SETTLE_MILLIS = 1000;

    private static final long SHUTDOWN_MILLIS = 5000;
    /** A scheduled census may take one thousandth of the processor's time, however dear it is. */
    private static final long CENSUS_SHARE = 1000;

    private final Registry registry;
    private final Sites sites;
    private final Detector detector;
    private final Sampler sampler;
    private final FlightRecording recording;
    private final Object lock = new Object();
    private volatile Options options;
    private @Nullable Diagnosis diagnosis;
    private @Nullable About about;
    private final Frames frames;
    private boolean changed;
    private boolean filesAreBehind;
    private boolean shutdown;
    private boolean finished;
    private @Nullable Report latest;

    Reporter(Options options, Registry registry, Sites sites, Detector detector, FlightRecording recording) {
        this.options = options;
        this.frames = new Frames(options.get(Options.APPLICATION), options.get(Options.LIBRARIES));
        this.registry = registry;
        this.sites = sites;
        this.detector = detector;
        this.sampler = new Sampler(registry, sites, detector);
        this.recording = recording;
    }

    /** Opens the log at start, so that it is open when no descriptor is left. */
    void openLog() {
        // First, so that a wrong path is seen by whoever wrote it, and not only in the log.
        check(Options.JSON);
        check(Options.HTML);
        AgentLog.level(options.get(Options.LOG_LEVEL));
        openTarget(options.get(Options.LOG));
    }

    private static void openTarget(String target) {
        if (target.equals("off")) {
            LogSink.toNowhere();
        } else if (target.equals("stderr")) {
            LogSink.toStandardError();
        } else {
            openLogFile(target);
        }
    }

    private void check(Option<@Nullable Path> option) {
        Path path = options.get(option);
        String problem = path == null ? "" : AtomicFile.problem(path);
        if (!problem.isEmpty()) {
            LogSink.line("closewait: option " + option.key() + "='" + path + "' cannot be written: " + problem
                    + "; going on without that file");
        }
    }

    private static void openLogFile(String target) {
        try {
            LogSink.toFile(Paths.get(target));
        } catch (IOException | RuntimeException e) {
            LogSink.toStandardError();
            LogSink.line("closewait: option log='" + target + "' cannot be written (" + e + "); using stderr");
        }
    }

    void reconfigure(Options newOptions) {
        boolean sameLog = newOptions.get(Options.LOG).equals(options.get(Options.LOG));
        options = newOptions;
        check(Options.JSON);
        check(Options.HTML);
        AgentLog.level(newOptions.get(Options.LOG_LEVEL));
        if (!sameLog) {
            openTarget(newOptions.get(Options.LOG));
        }
        synchronized (lock) {
            if (about != null) {
                about = about.with(
                        newOptions.given(), newOptions.get(Options.LEAK_AFTER).toMillis());
            }
        }
        Diagnosis current = diagnosis;
        if (current != null) {
            current.accept(knownLeaks());
        }
        leaksChanged();
    }

    /** Called by the detector's thread. */
    void leaksChanged() {
        synchronized (lock) {
            changed = true;
            lock.notifyAll();
        }
    }

    /** Called by the detector's thread. */
    void leakEnded(SocketRecord record) {
        Diagnosis current = diagnosis;
        if (current != null) {
            current.ended(record);
        }
        leaksChanged();
    }

    /** Reports until the JVM ends. */
    void run(boolean attached) {
        try {
            about = JvmFacts.about(options);
            diagnosis = new Diagnosis(registry, sites, new Kernel("/proc/self"), frames);
            diagnosis.accept(knownLeaks());
            if (options.get(Options.HTML) != null) {
                HtmlReport.prepare();
            }
            AgentLog.logger()
                    .info(
                            "closewait {}: watching the sockets of this JVM ({}), a leak is reported {} after its peer left",
                            about.version,
                            detector.name(),
                            io.closewait.core.diagnose.Ages.text(about.leakAfterMillis));
            Runtime.getRuntime().addShutdownHook(new AgentThread(this::lastReport, "closewait-shutdown"));
            while (!isFinished()) {
                loopWhileThereIsMemory();
            }
        } catch (IllegalStateException jvmEnds) {
            // no shutdown hook any more: there is nothing left to report to
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private KnownLeaks knownLeaks() {
        Path baseline = options.get(Options.BASELINE);
        Set<String> fingerprints = Collections.emptySet();
        if (baseline != null) {
            try {
                fingerprints = Baseline.read(baseline);
            } catch (IOException e) {
                AgentLog.logger()
                        .warn(
                                "closewait: option baseline='{}' cannot be used ({}); every leak counts as new",
                                baseline,
                                e.toString());
            }
        }
        return new KnownLeaks(options.get(Options.EXCLUDE), fingerprints);
    }

    private boolean isFinished() {
        synchronized (lock) {
            return finished;
        }
    }

    private void loopWhileThereIsMemory() throws InterruptedException {
        try {
            loop();
        } catch (OutOfMemoryError ofTheApplication) {
            // the JVM may recover, and so does the agent: what has leaked until then is still there to be reported
            leaksChanged();
            pause(SETTLE_MILLIS);
        }
    }

    private void loop() throws InterruptedException {
        long started = System.nanoTime();
        long nextReport = started;
        long nextCensus = started + options.get(Options.INTERVAL).toNanos();
        boolean jmxDone = !options.get(Options.JMX);
        recording.start();
        while (true) {
            boolean isShutdown;
            boolean isChanged;
            synchronized (lock) {
                if (!shutdown && !changed) {
                    lock.wait(1000);
                }
                isShutdown = shutdown;
                isChanged = changed;
            }
            sampler.sample();
            long now = System.nanoTime();
            if (!jmxDone) {
                jmxDone = registerJmx();
            }
            writeEvents();
            if (isShutdown) {
                finish();
                return;
            }
            boolean isDue = now - nextReport >= 0;
            if (isChanged && isDue) {
                if (!settle()) {
                    continue; // the JVM ends: what has come so far is for its last report
                }
                publish(Report.Reason.CHANGE, true);
                nextReport = System.nanoTime() + options.get(Options.INTERVAL).toNanos();
            } else if (filesAreBehind && isDue) {
                writeFiles(make(Report.Reason.CHANGE, false)); // the disk may have room again
                nextReport = System.nanoTime() + options.get(Options.INTERVAL).toNanos();
            } else if (isChanged) {
                pause(Math.min(1000, (nextReport - now) / 1_000_000 + 1));
            } else if (now - nextCensus >= 0) {
                long before = System.nanoTime();
                publishNewsOfTheKernel();
                long cost = System.nanoTime() - before;
                nextCensus = before + Math.max(options.get(Options.INTERVAL).toNanos(), cost * CENSUS_SHARE);
            }
        }
    }

    private void writeEvents() {
        Diagnosis current = diagnosis;
        if (current != null) {
            recording.write(current, detector.peerClosed());
        }
    }

    /** False if the JVM's end cut it short. */
    private boolean settle() throws InterruptedException {
        pause(SETTLE_MILLIS);
        synchronized (lock) {
            changed = false;
            return !shutdown;
        }
    }

    /** Each further leak wakes the thread, and only the JVM's end is worth waking for. */
    private void pause(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        synchronized (lock) {
            for (long left = millis; !shutdown && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                lock.wait(left);
            }
        }
    }

    /** Connections in a backlog and sockets of unknown origin are seen by a census only. */
    private void publishNewsOfTheKernel() {
        Report before = latest;
        Report report = make(Report.Reason.CHANGE, false);
        boolean grew = report.totals.neverAccepted > (before == null ? 0 : before.totals.neverAccepted)
                || report.totals.unknownOrigin > (before == null ? 0 : before.totals.unknownOrigin);
        if (grew) {
            publish(Report.Reason.CHANGE, true);
        }
    }

    private Report make(Report.Reason reason, boolean isFinal) {
        Diagnosis current = diagnosis;
        if (current == null) {
            throw new IllegalStateException("the agent has not started yet");
        }
        Report report = current.report(reason, detector.name(), isFinal);
        latest = report;
        return report;
    }

    private void publish(Report.Reason reason, boolean isFinal) {
        try {
            Report report = make(reason, isFinal);
            if (report.hasNews()) {
                AgentLog.logger().warn(text(report));
            }
            writeFiles(report);
        } catch (RuntimeException | LinkageError e) {
            AgentLog.logger().error("closewait: a report failed; the next one tries again", e);
        }
    }

    private void writeFiles(Report report) {
        boolean json = write(Options.JSON, report, this::json);
        boolean html = write(Options.HTML, report, this::html);
        filesAreBehind = !json || !html;
    }

    /** False if it could not be written, which is said once until all can be again. */
    private boolean write(Option<@Nullable Path> option, Report report, Function<Report, String> form) {
        Path path = options.get(option);
        if (path == null) {
            return true;
        }
        try {
            new AtomicFile(path).write(form.apply(report));
            return true;
        } catch (IOException e) {
            if (!filesAreBehind) {
                AgentLog.logger()
                        .warn("closewait: the {} report could not be written ({})", option.key(), e.toString());
            }
            return false;
        }
    }

    private String text(Report report) {
        return TextReport.of(report, currentAbout(), frames);
    }

    private String json(Report report) {
        return JsonReport.of(report, currentAbout(), frames, sampler.history());
    }

    private String html(Report report) {
        return HtmlReport.of(report, currentAbout(), frames, sampler.history());
    }

    private About currentAbout() {
        About current = about;
        return current == null ? JvmFacts.about(options) : current;
    }

    /** The shutdown hook: the report is made by the reporter's thread, and the JVM waits for it only so long. */
    private void lastReport() {
        synchronized (lock) {
            shutdown = true;
            lock.notifyAll();
            long until = System.nanoTime() + SHUTDOWN_MILLIS * 1_000_000;
            try {
                for (long left = SHUTDOWN_MILLIS;
                        !finished && left > 0;
                        left = (until - System.nanoTime()) / 1_000_000) {
                    lock.wait(left);
                }
            } catch (InterruptedException jvmEndsNow) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void finish() {
        try {
            writeLastReport();
        } finally {
            synchronized (lock) {
                finished = true;
                lock.notifyAll();
            }
        }
    }

    private void writeLastReport() {
        detector.lookAfterPeerClosed(CoarseClock.advance());
        writeEvents();
        Diagnosis current = diagnosis;
        Report last = latest;
        boolean isLeaking = current != null && current.hasEnded()
                || last != null && last.hasNews()
                || detector.peerClosed().stream().anyMatch(SocketRecord::isLeaked);
        // Without anything to say, the JVM's end is not delayed by the classes that a report needs.
        if (options.get(Options.SHUTDOWN_REPORT) && (isLeaking || isFileWanted())) {
            publish(Report.Reason.SHUTDOWN, true);
        }
    }

    private boolean isFileWanted() {
        return options.get(Options.JSON) != null || options.get(Options.HTML) != null;
    }

    /**
     * True when there is nothing left to do: registered, or this JVM has no JMX. Whoever wants to read the bean has JMX started
     * for that; if the agent did, it would take the application's own choice of an MBean server or a log manager from it.
     */
    private boolean registerJmx() {
        try {
            if (!Closewait.isServerStarted()) {
                return false;
            }
            new Closewait(new JmxSource()).register();
        } catch (Throwable e) {
            AgentLog.logger().info("closewait: no JMX in this JVM ({}); reports go on without it", e.toString());
        }
        return true;
    }

    private final class JmxSource implements Closewait.Source {
        private static final long MAX_AGE_MILLIS = 1000;

        @Override
        public Report report(boolean anew) {
            Report last = latest;
            boolean isFresh = last != null && System.currentTimeMillis() - last.atMillis < MAX_AGE_MILLIS;
            return !anew && isFresh && last != null ? last : make(Report.Reason.REQUEST, false);
        }

        @Override
        public String text(Report report) {
            return Reporter.this.text(report);
        }

        @Override
        public String json(Report report) {
            return Reporter.this.json(report);
        }

        @Override
        public String html(Report report) {
            return Reporter.this.html(report);
        }

        @Override
        public String version() {
            return currentAbout().version;
        }

        @Override
        public int sites() {
            return sites.size();
        }

        @Override
        public long hookFailures() {
            return registry.hookFailures();
        }
    }
}
