package io.closewait.core;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.closewait.core.config.Options;
import io.closewait.core.detect.Detector;
import io.closewait.core.diagnose.Report;
import io.closewait.core.instrument.Weaver;
import io.closewait.core.jdk.Descriptors;
import io.closewait.core.jdk.HookClasses;
import io.closewait.core.jdk.NetworkClasses;
import io.closewait.core.jfr.FlightRecording;
import io.closewait.core.log.AgentLog;
import io.closewait.core.log.LogSink;
import io.closewait.core.registry.AgentThread;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import io.closewait.core.schedule.PortAlarm;
import io.closewait.core.thread.AgentLoop;
import io.closewait.hooks.SocketHooks;
import io.closewait.hooks.SocketListener;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * Wires the parts, starts and stops them. Only what must happen before the application's first socket happens in
 * {@link #start}: the weaving. Everything else waits for the agent's own threads.
 * <p>
 * Long because a start, a stop and a second start may meet at any point, so that their order has to be seen in one place.
 */
final class Engine implements Registry.Owner, Detector.Owner, Reporter.Listener, Management.Control {
    private final Instrumentation instrumentation;
    private final Parts parts;
    private final Registry registry;
    private final Weaver weaver;
    private final FlightRecording recording;
    private volatile Options options;
    private volatile @Nullable Detector detector;
    private volatile @Nullable Reporter reporter;
    private volatile @Nullable Management management;
    /** Why the agent stops before the JVM does; null while it does not. */
    private volatile @Nullable String stopReason;

    private final OwnFailures failures;

    @GuardedBy("this")
    private boolean isExitArranged;

    Engine(Options options, Instrumentation instrumentation, boolean attached) {
        this.options = options;
        this.instrumentation = instrumentation;
        Sites sites = new Sites(options.get(Options.MAX_SITES), options.get(Options.MAX_DEPTH));
        this.registry = new Registry(options.get(Options.MAX_SOCKETS), this);
        this.parts = new Parts(instrumentation, attached, registry, sites);
        this.weaver = new Weaver(instrumentation);
        this.recording = new FlightRecording(instrumentation, AgentLog.logger());
        this.failures = new OwnFailures(registry.hookFailures());
    }

    /**
     * Hands the options of a second start to the agent that runs already.
     *
     * @return the line to print, or null if none runs
     */
    static @Nullable String reconfigureRunning(@Nullable String arguments) {
        SocketListener running = SocketHooks.listener();
        return running == null ? null : running.reconfigure(arguments == null ? "" : arguments);
    }

    void start() throws UnmodifiableClassException {
        Outputs.open(options, instrumentation);
        NetworkClasses.initialize();
        weaver.weave();
        // Only now: had this loaded the woven classes, each would have had to be changed a second time.
        HookClasses.initialize();
        SocketHooks.setListener(registry);
        if (Descriptors.isAvailable()) {
            new AgentThread(new ReporterWork(), "closewait-reporter").start();
        } else {
            disable(StartCheck.unsupported());
        }
    }

    private void disable(String why) {
        release();
        LogSink.line("closewait: disabled, the application runs without it: " + why);
    }

    /** The reporter's thread: first the proof that the hooks fire, then reports for as long as the JVM runs. */
    private void proveAndReport() {
        AgentLoop loop = new AgentLoop();
        String problem = problem(loop);
        if (!problem.isEmpty()) {
            disable(problem);
            return;
        }
        try {
            Detector seeing = requireNonNull(detector);
            Reporter made = makeReporter(seeing);
            arrangeExit();
            Thread shutdown = new AgentThread(this::lastReport, "closewait-shutdown");
            Runtime.getRuntime().addShutdownHook(shutdown);
            new AgentThread(seeing, "closewait-detector").start();
            if (!options.get(Options.ENABLED)) {
                stop("enabled=false"); // by a second start, before there was anything to stop
            }
            loop.run(made);
            if (stopReason == null) {
                made.finish();
            } else {
                stopped(stopReason, shutdown);
            }
        } catch (IllegalStateException jvmEnds) {
            // no shutdown hook any more: there is nothing left to report to
        } catch (OutOfMemoryError noMemory) {
            disable("not enough memory for it: " + noMemory);
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why the agent cannot work here, or an empty string. */
    private String problem(AgentLoop loop) {
        String problem = StartCheck.problem(weaver, loop);
        if (problem.isEmpty()) {
            try {
                makeDetector();
            } catch (IOException noEpoll) {
                return noEpoll.toString();
            }
        }
        return problem;
    }

    /** Under the lock: the options of a second start are either what this one reads, or handed to what it makes. */
    private synchronized void makeDetector() throws IOException {
        detector = parts.detector(options, this);
    }

    private synchronized Reporter makeReporter(Detector seeing) {
        Reporter made = parts.reporter(options, seeing, recording, this);
        reporter = made;
        management = new Management(this, made, new SocketCloser(seeing));
        return made;
    }

    private void lastReport() {
        Reporter current = reporter;
        if (current != null) {
            current.endAndWait();
        }
        requireNonNull(detector).stop();
    }

    private synchronized void arrangeExit() {
        if (options.get(Options.FAIL_ON_LEAK) && !isExitArranged) {
            isExitArranged = true;
            FailingExit.arrange(() -> {
                Reporter current = reporter;
                return options.get(Options.FAIL_ON_LEAK) && current != null
                        ? current.reports().leaks()
                        : 0;
            });
        }
    }

    /** Takes the hooks out of the JVM and ends the agent's threads, soon. The application does not notice. */
    @Override
    public void stop(String why) {
        stopReason = why;
        Reporter current = reporter;
        if (current != null) { // it is null once the agent has stopped
            current.end();
        }
    }

    private void stopped(String why, Thread shutdown) {
        requireNonNull(management).unregister();
        release();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdown);
        } catch (IllegalStateException jvmEnds) {
            // it finds nothing to report
        }
        reporter = null;
        LogSink.line("closewait: stopped, " + why + "; its hooks are removed, an attach starts it again");
    }

    private void release() {
        SocketHooks.setListener(null);
        Detector current = detector;
        if (current != null) {
            current.stop();
        }
        recording.end();
        try {
            weaver.restore();
        } catch (UnmodifiableClassException | RuntimeException stayWoven) {
            // without a listener the hooks do nothing
        }
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public synchronized String reconfigure(String arguments) {
        Options before = options;
        Options changed = before.with(arguments);
        for (String complaint : changed.complaints()) {
            LogSink.line("closewait: " + complaint);
        }
        options = changed;
        Reporter current = reporter;
        if (!changed.get(Options.ENABLED) && current != null) {
            stop("enabled=false");
            return "stops in this JVM";
        }
        Outputs.reopen(before, changed, instrumentation);
        Detector seeing = detector;
        if (seeing != null) {
            seeing.leakAfter(Parts.leakAfter(changed));
        }
        if (current != null) {
            arrangeExit();
            current.reconfigure(changed);
        }
        return "already running in this JVM; "
                + (arguments.isEmpty() ? "nothing changed" : "it continues with " + changed.given());
    }

    @Override
    public void socketCallFailed(Throwable failure) {
        // What the kernel refuses comes as one of these; an accept that timed out, as some do all day, does not.
        boolean isOfKernel = failure.getClass() == SocketException.class || failure.getClass() == IOException.class;
        Reporter current = reporter;
        if (isOfKernel && current != null) {
            current.reasons().openFailed();
        } else if (current != null && PortAlarm.isOfPorts(failure)) {
            current.reasons().connectFailed();
        }
    }

    @Override
    public void peerClosed(SocketRecord record) {
        recording.peerClosed(record);
    }

    @Override
    public void leaked(SocketRecord record) {
        recording.leaked(record);
        requireNonNull(reporter).leaksChanged();
    }

    @Override
    public void leakEnded(SocketRecord record) {
        recording.leakEnded(record);
        requireNonNull(reporter).leakEnded(record);
    }

    @Override
    public void failed(Throwable failure) {
        failures.add(failure);
        stopIfItFailsTooOften();
    }

    private void stopIfItFailsTooOften() {
        String reason = failures.reasonToStop();
        if (reason != null && stopReason == null) {
            stop(reason);
        }
    }

    @Override
    public void turn() {
        stopIfItFailsTooOften();
        failures.tell();
        requireNonNull(management).turn();
    }

    @Override
    public void published(Report report) {
        requireNonNull(management).published(report);
    }

    /** No lambda, since it is made before the application's {@code main}: the first ones of a JVM cost milliseconds. */
    private final class ReporterWork implements Runnable {
        @Override
        public void run() {
            proveAndReport();
        }
    }
}
