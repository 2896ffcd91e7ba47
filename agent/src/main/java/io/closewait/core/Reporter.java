package io.closewait.core;

import io.closewait.core.code.Frames;
import io.closewait.core.config.Options;
import io.closewait.core.detect.Detector;
import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Diagnosis;
import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.OpenHistory;
import io.closewait.core.diagnose.Report;
import io.closewait.core.jfr.FlightRecording;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.log.AgentLog;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import io.closewait.core.report.TestedJdks;
import io.closewait.core.schedule.CensusSchedule;
import io.closewait.core.thread.AgentLoop;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has the reports made that there is a reason for and hands them to the {@link Publisher}. Its thread is the only one that writes
 * a report's files, and so may wait for a disk.
 * <p>
 * Long because its thread's beginning, its turns and its end share what has been published.
 */
final class Reporter implements AgentLoop.Work {
    private static final long SHUTDOWN_MILLIS = 5000;
    /** JVMs that end sooner need no report of lacking descriptors. */
    private static final long REHEARSAL_NANOS = 5_000_000_000L;

    private final LongSupplier clock;
    private final Detector detector;
    private final OpenHistory openHistory;
    private final Sampler sampler;
    private final FlightRecording recording;
    private final Diagnosis diagnosis;
    private final Reports reports;
    private final Publisher publisher;
    private final Reasons reasons;
    private final Registry registry;
    private final Kernel kernel;
    private final CensusSchedule censusSchedule = new CensusSchedule();
    /** Made at the start: a lambda that is linked when there is no memory is broken for good. */
    private final BooleanSupplier signsOfNews = this::hasSignsOfNews;

    private final Listener listener;
    private final boolean attached;
    private final ReporterSignals signals = new ReporterSignals();
    private volatile Options options;
    private volatile boolean isPublishing;
    /** The latest report that was published: what is not in it is news. */
    private volatile @Nullable Report published;

    private long nextFiles;
    private boolean hasBegun;
    private long rehearsalAt;
    private boolean hasRehearsed;

    /** Hears of the reporter's turns, on its thread. */
    interface Listener {
        /** At least once a second. */
        void turn();

        /** A report was published. */
        void published(Report report);

        /** The last turn failed. */
        void failed(Throwable failure);
    }

    /**
     * Called by the reporter's thread: what is made here has time.
     *
     * @param clock nanoseconds that never run backwards
     * @param attached whether sockets may have been opened before the agent was attached: they are looked for at once
     */
    Reporter(
            Options options,
            Registry registry,
            Sites sites,
            Frames frames,
            Detector detector,
            FlightRecording recording,
            Kernel kernel,
            LongSupplier clock,
            boolean attached,
            Listener listener) {
        this.registry = registry;
        this.kernel = kernel;
        this.clock = clock;
        this.options = options;
        this.detector = detector;
        this.recording = recording;
        this.attached = attached;
        this.listener = listener;
        this.openHistory = new OpenHistory(registry.clock().advance() / 1_000_000);
        this.sampler = new Sampler(registry, sites, detector, openHistory, clock);
        this.diagnosis = new Diagnosis(registry, sites, kernel, frames, openHistory);
        this.reports = new Reports(diagnosis, detector.name());
        this.publisher = new Publisher(options, attached, frames, sampler.history());
        this.reasons = new Reasons(kernel, registry, clock, sampler, signals);
        obey(options);
    }

    private void obey(Options newOptions) {
        options = newOptions;
        publisher.reconfigure(newOptions);
        reasons.obey(newOptions);
        openHistory.leakAfter(newOptions.get(Options.LEAK_AFTER).toMillis());
        diagnosis.accept(OptionFiles.knownLeaks(newOptions));
    }

    void reconfigure(Options newOptions) {
        obey(newOptions);
        leaksChanged();
    }

    /** Called by any thread. */
    void leaksChanged() {
        reasons.news();
        signals.wake();
    }

    /** Called by the thread that checks the peer-closed sockets: the detector's, at the JVM's end another one. */
    void leakEnded(SocketRecord record) {
        diagnosis.ended(record);
        leaksChanged();
    }

    /** Why there are reports; it is told of failures by application threads. */
    Reasons reasons() {
        return reasons;
    }

    /** Has a report published soon, as if somebody had touched the option {@code trigger}'s file. */
    void wantReport() {
        signals.wantReport();
    }

    @Override
    public void failed(Throwable failure) {
        reasons.news(); // what has leaked until then is still there to be reported
        listener.failed(failure);
    }

    @Override
    public void turn() {
        if (hasBegun) {
            report();
        } else {
            begin();
            hasBegun = true;
        }
    }

    private void begin() {
        publisher.prepare();
        AgentLog.logger()
                .info(
                        "closewait {}: watching the sockets of this JVM ({}), a leak is reported {} after its peer left",
                        publisher.about().version,
                        detector.name(),
                        Ages.text(publisher.about().leakAfterMillis));
        String note = TestedJdks.note(System.getProperty("java.specification.version", ""));
        if (!note.isEmpty()) {
            AgentLog.logger().warn("closewait: {}", note);
        }
        censusSchedule.begin(clock.getAsLong(), attached);
        rehearsalAt = clock.getAsLong() + REHEARSAL_NANOS;
        recording.start();
    }

    private void report() {
        listener.turn();
        sampler.sample();
        recording.write(diagnosis, detector.peerClosed());
        Report.Reason reason = reasons.due();
        if (reason != null) {
            publish(reason);
        } else if (publisher.areFilesBehind() && clock.getAsLong() - nextFiles >= 0) {
            publisher.publishFiles(reports.make(Report.Reason.CHANGE, false)); // the disk may have room again
            filesTried();
        } else if (censusSchedule.isDue(
                clock.getAsLong(), options.get(Options.INTERVAL).toNanos(), registry.open(), signsOfNews)) {
            publishNewsOfTheKernel();
        } else if (!hasRehearsed && clock.getAsLong() - rehearsalAt >= 0) {
            rehearse();
        }
    }

    /** Once there is no descriptor left, no class can be loaded any more: all that a report needs is loaded before. */
    private void rehearse() {
        hasRehearsed = true;
        publisher.openText(reports.make(Report.Reason.REQUEST, false));
    }

    private void filesTried() {
        nextFiles = clock.getAsLong() + options.get(Options.INTERVAL).toNanos();
    }

    @Override
    public boolean awaitTurn() throws InterruptedException {
        return signals.await(reasons.millisToNews());
    }

    private void publish(Report.Reason reason) {
        // First: what leaks while the report is being made may be missing in it, and is news for the next one.
        reasons.reported();
        isPublishing = true;
        try {
            Report report = reports.make(reason, true);
            published = report;
            publisher.publish(report);
            recording.published(report);
            listener.published(report);
        } finally {
            isPublishing = false;
            filesTried();
        }
    }

    /**
     * A verdict may have changed, an origin may grow, or connections may never be accepted. Of sockets of unknown origin there is
     * no sign.
     */
    private boolean hasSignsOfNews() {
        return !detector.peerClosed().isEmpty() || openHistory.hasGrowingSite() || kernel.hasBacklog();
    }

    /** Connections in a backlog, sockets of unknown origin and verdicts that have changed are seen by a census only. */
    private void publishNewsOfTheKernel() {
        long began = clock.getAsLong();
        Report report = reports.make(Report.Reason.CHANGE, false);
        censusSchedule.taken(began, clock.getAsLong(), report.totals.value(Metric.DESCRIPTORS));
        if (report.hasMoreThan(published)) {
            publish(Report.Reason.CHANGE);
        }
    }

    Reports reports() {
        return reports;
    }

    Diagnosis diagnosis() {
        return diagnosis;
    }

    Publisher publisher() {
        return publisher;
    }

    /** Ends its turns soon. */
    void end() {
        signals.end();
    }

    /**
     * As {@link #end}, and waits for {@link #finish}, but only so long, and not at all when there is nothing to say: the
     * reporter's thread may be in the middle of something that takes its time. Called by another thread than that one.
     */
    void endAndWait() {
        end();
        detector.lookAfterPeerClosed();
        if (isPublishing
                || reasons.hasPortFailure()
                || recording.isExpected()
                || isLastReportWanted()
                || options.get(Options.FAIL_ON_LEAK)) {
            signals.awaitEnd(SHUTDOWN_MILLIS);
        }
    }

    /** The last report, after the last turn. */
    void finish() {
        try {
            detector.lookAfterPeerClosed();
            recording.write(diagnosis, detector.peerClosed());
            sampler.sampleNow();
            if (reasons.hasPortFailure() && reasons.arePortsShort()) {
                publish(Report.Reason.PORTS);
            } else if (isLastReportWanted()) {
                publish(Report.Reason.SHUTDOWN);
            } else if (options.get(Options.FAIL_ON_LEAK)) {
                reports.make(Report.Reason.SHUTDOWN, false);
            }
        } catch (RuntimeException | LinkageError e) {
            AgentLog.logger().error("closewait: the final report failed", e);
        } finally {
            signals.ended();
        }
    }

    private boolean isLastReportWanted() {
        return options.get(Options.SHUTDOWN_REPORT) && (isLeaking() || publisher.isFileWanted());
    }

    /** Whether sockets leak, or have since the last report. */
    private boolean isLeaking() {
        return reports.hasNews() || detector.peerClosed().stream().anyMatch(SocketRecord::isLeaked);
    }
}
