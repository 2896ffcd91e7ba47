package io.closewait.core;

import io.closewait.core.code.Frames;
import io.closewait.core.config.Options;
import io.closewait.core.detect.Detector;
import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Diagnosis;
import io.closewait.core.diagnose.KnownLeaks;
import io.closewait.core.diagnose.LeakGroup;
import io.closewait.core.diagnose.Report;
import io.closewait.core.jdk.FullHeap;
import io.closewait.core.jfr.FlightRecording;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.log.AgentLog;
import io.closewait.core.registry.CoarseClock;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import io.closewait.core.report.Baseline;
import io.closewait.core.schedule.DescriptorAlarm;
import io.closewait.core.schedule.PortAlarm;
import io.closewait.core.schedule.Schedule;
import io.closewait.core.schedule.TriggerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reports that the {@link Schedule} asks for and hands them to the {@link Publisher}. Its thread is the only one
 * that waits for a log or a file.
 */
final class Reporter {
    private static final long SHUTDOWN_MILLIS = 5000;
    private static final long TURN_MILLIS = 1000;
    /** Scheduled censuses take at most one part in so many of a processor's time, however expensive each is. */
    private static final long CENSUS_SHARE = 500;

    private final Detector detector;
    private final Sampler sampler;
    private final FlightRecording recording;
    private final Diagnosis diagnosis;
    private final Publisher publisher;
    private final Schedule schedule;
    private final DescriptorAlarm descriptorAlarm;
    private final PortAlarm portAlarm;
    private final Registry registry;
    private final Listener listener;
    private final Object lock = new Object();
    private volatile Options options;
    private volatile @Nullable TriggerFile trigger;
    private volatile @Nullable Report latest;
    private boolean isReportWanted;
    private boolean isCensusWanted;
    private boolean mustEnd;
    private boolean hasEnded;
    private volatile boolean isPublishing;
    /** The latest report that was published: what is not in it is news. */
    private volatile @Nullable Report published;

    private long censusAt;
    /** What a census costs in nanoseconds; 0 until two were taken, since the first one runs code that is not compiled yet. */
    private long censusCost;

    private boolean hasTakenCensus;
    private long nextFiles;
    private final FullHeap heap = new FullHeap();
    private boolean isHeapFull;
    private @Nullable Throwable failure;

    /** Hears of the reporter's turns, on its thread. */
    interface Listener {
        /** At least once a second. */
        void turn();

        /** A report was published. */
        void published(Report report);

        /** The last turn failed. */
        void failed(Throwable failure);
    }

    /** Called by the reporter's thread: what is made here has time. */
    Reporter(
            Options options,
            Registry registry,
            Sites sites,
            Frames frames,
            Detector detector,
            FlightRecording recording,
            Listener listener) {
        long now = System.nanoTime();
        Kernel kernel = new Kernel("/proc/self");
        this.options = options;
        this.detector = detector;
        this.recording = recording;
        this.listener = listener;
        this.sampler = new Sampler(registry, sites, detector);
        this.diagnosis = new Diagnosis(registry, sites, kernel, frames);
        this.publisher = new Publisher(options, frames, sampler.history());
        this.schedule = new Schedule(now);
        this.descriptorAlarm = new DescriptorAlarm(kernel, now);
        this.portAlarm = new PortAlarm(() -> kernel.ports(registry), now);
        this.registry = registry;
        obey(options);
    }

    private void obey(Options newOptions) {
        options = newOptions;
        publisher.reconfigure(newOptions);
        schedule.rules(
                newOptions.get(Options.INTERVAL), newOptions.get(Options.EVERY), newOptions.get(Options.THRESHOLD));
        descriptorAlarm.percentage(newOptions.get(Options.DESCRIPTOR_ALARM));
        Path path = newOptions.get(Options.TRIGGER);
        trigger = path == null ? null : new TriggerFile(path);
        diagnosis.accept(knownLeaks(newOptions));
    }

    private static KnownLeaks knownLeaks(Options options) {
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

    void reconfigure(Options newOptions) {
        obey(newOptions);
        leaksChanged();
    }

    /** Called by the detector's thread. */
    void leaksChanged() {
        schedule.news(System.nanoTime());
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /** Called by the detector's thread. */
    void leakEnded(SocketRecord record) {
        diagnosis.ended(record);
        leaksChanged();
    }

    /** Called by application threads: a call that needed a new descriptor failed. */
    void openFailed() {
        descriptorAlarm.openFailed();
    }

    /** Called by application threads: a connect failed for lack of a local address. */
    void connectFailed() {
        portAlarm.connectFailed();
    }

    /** Has a report published soon, as if somebody had touched the option {@code trigger}'s file. */
    void wantReport() {
        synchronized (lock) {
            isReportWanted = true;
            lock.notifyAll();
        }
    }

    /**
     * Reports until the JVM ends or the agent is stopped.
     *
     * @param attached whether sockets may have been opened before the agent came: they are looked for at once
     */
    void run(boolean attached) throws InterruptedException {
        isCensusWanted = attached;
        boolean hasBegun = false;
        do {
            try {
                isHeapFull = heap.isToBeWaitedFor(System.nanoTime());
                if (!isHeapFull) {
                    tellFailure();
                    if (hasBegun) {
                        turn();
                    } else {
                        begin();
                        hasBegun = true;
                    }
                }
            } catch (VirtualMachineError | LinkageError | RuntimeException e) {
                // When memory ran out the JVM may recover, and so does the agent: what has leaked until then is still
                // there to be reported. Nothing is called here, for a first call may need memory, too.
                failure = e;
            }
        } while (awaitTurn());
    }

    private void tellFailure() {
        Throwable toTell = failure;
        if (toTell != null) {
            failure = null;
            schedule.news(System.nanoTime());
            listener.failed(toTell);
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
        censusAt = System.nanoTime();
        recording.start();
    }

    private void turn() {
        listener.turn();
        sampler.sample();
        recording.write(diagnosis, detector.peerClosed());
        Report.Reason reason = reason();
        if (reason != null) {
            publish(reason);
        } else if (publisher.areFilesBehind() && System.nanoTime() - nextFiles >= 0) {
            publisher.publishFiles(make(Report.Reason.CHANGE, false)); // the disk may have room again
            filesTried();
        } else if (isCensusWanted || System.nanoTime() - censusAt >= nanosBetweenCensuses()) {
            publishNewsOfTheKernel();
        }
    }

    private void filesTried() {
        nextFiles = System.nanoTime() + options.get(Options.INTERVAL).toNanos();
    }

    /** Waits for something to do, a second at most. False when it is time to end. */
    @SuppressWarnings("WaitNotInLoop") // a spurious wakeup is a turn without news
    private boolean awaitTurn() throws InterruptedException {
        synchronized (lock) {
            if (!mustEnd && !isReportWanted) {
                long millis = isHeapFull ? TURN_MILLIS : schedule.nanosToNews(System.nanoTime()) / 1_000_000;
                lock.wait(Math.min(TURN_MILLIS, Math.max(1, millis)));
            }
            return !mustEnd;
        }
    }

    private Report.@Nullable Reason reason() {
        if (descriptorAlarm.isRaised(System.nanoTime(), sampler.open())) {
            return Report.Reason.DESCRIPTORS;
        }
        if (arePortsShort()) {
            return Report.Reason.PORTS;
        }
        TriggerFile file = trigger;
        boolean isPulled = file != null && file.isPulled();
        return takeWish() || isPulled ? Report.Reason.REQUEST : schedule.due(System.nanoTime(), sampler.leaked());
    }

    private boolean arePortsShort() {
        return portAlarm.isRaised(System.nanoTime(), sampler.open() + sampler.closedFirstInLastMinute());
    }

    private boolean takeWish() {
        synchronized (lock) {
            boolean isWanted = isReportWanted;
            isReportWanted = false;
            return isWanted;
        }
    }

    private void publish(Report.Reason reason) {
        // First: what leaks while the report is being made may be missing in it, and is news for the next one.
        schedule.reported(System.nanoTime());
        isPublishing = true;
        try {
            Report report = make(reason, true);
            published = report;
            publisher.publish(report);
            listener.published(report);
        } finally {
            isPublishing = false;
            filesTried();
        }
    }

    /** Connections in a backlog, sockets of unknown origin and verdicts that have changed are seen by a census only. */
    private void publishNewsOfTheKernel() {
        long began = System.nanoTime();
        Report report = make(Report.Reason.CHANGE, false);
        isCensusWanted = false;
        censusAt = began;
        long cost = System.nanoTime() - began;
        if (hasTakenCensus) {
            censusCost = censusCost == 0 ? cost : Math.min(censusCost, cost);
        }
        hasTakenCensus = true;
        if (report.hasMoreThan(published)) {
            publish(Report.Reason.CHANGE);
        }
    }

    private long nanosBetweenCensuses() {
        return Math.max(options.get(Options.INTERVAL).toNanos(), censusCost * CENSUS_SHARE);
    }

    private Report make(Report.Reason reason, boolean isFinal) {
        Report report = diagnosis.report(reason, detector.name(), isFinal);
        latest = report;
        return report;
    }

    /**
     * A report of this moment that is not published.
     *
     * @param maxAgeMillis how old it may be
     */
    Report report(long maxAgeMillis) {
        Report last = latest;
        boolean isFresh = last != null && System.currentTimeMillis() - last.atMillis < maxAgeMillis;
        return isFresh && last != null ? last : make(Report.Reason.REQUEST, false);
    }

    Diagnosis diagnosis() {
        return diagnosis;
    }

    Publisher publisher() {
        return publisher;
    }

    /** Makes {@link #run} return soon. */
    void end() {
        synchronized (lock) {
            mustEnd = true;
            lock.notifyAll();
        }
    }

    /**
     * As {@link #end}, and waits for {@link #finish}, but only so long, and not at all when there is nothing to say: the
     * reporter's thread may be in the middle of something that takes its time. Called by another thread than that one.
     */
    void endAndWait() {
        end();
        detector.lookAfterPeerClosed(CoarseClock.advance());
        if (!isPublishing
                && !portAlarm.hasFailure()
                && !recording.isExpected()
                && !isLastReportWanted()
                && !options.get(Options.FAIL_ON_LEAK)) {
            return;
        }
        synchronized (lock) {
            long until = System.nanoTime() + SHUTDOWN_MILLIS * 1_000_000;
            try {
                for (long left = SHUTDOWN_MILLIS;
                        !hasEnded && left > 0;
                        left = (until - System.nanoTime()) / 1_000_000) {
                    lock.wait(left);
                }
            } catch (InterruptedException jvmEndsNow) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The last report, after {@link #run}. */
    void finish() {
        try {
            detector.lookAfterPeerClosed(CoarseClock.advance());
            recording.write(diagnosis, detector.peerClosed());
            sampler.sampleNow();
            if (portAlarm.hasFailure() && arePortsShort()) {
                publish(Report.Reason.PORTS);
            } else if (isLastReportWanted()) {
                publish(Report.Reason.SHUTDOWN);
            } else if (options.get(Options.FAIL_ON_LEAK)) {
                make(Report.Reason.SHUTDOWN, false);
            }
        } catch (RuntimeException | LinkageError e) {
            AgentLog.logger().error("closewait: the last report failed", e);
        } finally {
            synchronized (lock) {
                hasEnded = true;
                lock.notifyAll();
            }
        }
    }

    private boolean isLastReportWanted() {
        return options.get(Options.SHUTDOWN_REPORT) && (isLeaking() || publisher.isFileWanted());
    }

    /** Whether sockets leak, or have since the last report. */
    private boolean isLeaking() {
        Report last = latest;
        return diagnosis.hasEnded()
                || (last != null && last.hasNews())
                || detector.peerClosed().stream().anyMatch(SocketRecord::isLeaked);
    }

    /** How many sockets leak by the last report, known leaks not counted. */
    int leaksInLastReport() {
        Report last = latest;
        int sockets = 0;
        if (last != null) {
            for (LeakGroup group : last.leaks) {
                sockets += group.count;
            }
        }
        return sockets;
    }
}
