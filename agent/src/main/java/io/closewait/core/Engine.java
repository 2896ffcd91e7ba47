package io.closewait.core;

import static java.util.Objects.requireNonNull;

import io.closewait.core.code.Frames;
import io.closewait.core.code.KnownLibraries;
import io.closewait.core.code.LoadedOrigins;
import io.closewait.core.config.Options;
import io.closewait.core.detect.Detector;
import io.closewait.core.detect.LeakAfter;
import io.closewait.core.diagnose.Report;
import io.closewait.core.instrument.Weaver;
import io.closewait.core.jdk.Descriptors;
import io.closewait.core.jdk.FullHeap;
import io.closewait.core.jdk.NetworkClasses;
import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.jfr.FlightRecording;
import io.closewait.core.library.Libraries;
import io.closewait.core.log.AgentLog;
import io.closewait.core.log.LogSink;
import io.closewait.core.registry.AgentThread;
import io.closewait.core.registry.Failures;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import io.closewait.core.schedule.PortAlarm;
import io.closewait.hooks.SocketHooks;
import io.closewait.hooks.SocketListener;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wires the parts, starts and stops them. Only what must happen before the application's first socket happens in
 * {@link #start}: the weaving. Everything else waits for the agent's own threads.
 */
final class Engine implements Registry.Owner, Detector.Owner, Reporter.Listener {
    /** An agent whose hooks fail this often does not work here, and had better be gone. */
    private static final long MAX_HOOK_FAILURES = 1000;
    /** The same of its threads, which fail once in a turn. */
    private static final long MAX_OWN_FAILURES = 100;

    private static final long NANOS_TO_WAIT_FOR_HEAP = 250_000_000;

    private final Instrumentation instrumentation;
    private final boolean attached;
    private final Sites sites;
    private final Registry registry;
    private final Weaver weaver;
    private final FlightRecording recording;
    private final Management management;
    private final Thread shutdown = new AgentThread(this::lastReport, "closewait-shutdown");
    private volatile Options options;
    private volatile @Nullable Detector detector;
    private volatile @Nullable Reporter reporter;
    /** Why the agent stops before the JVM does; null while it does not. */
    private volatile @Nullable String stopReason;

    private final Failures ownFailures = new Failures();
    private boolean isFailureTold;
    private boolean isExitArranged;

    Engine(Options options, Instrumentation instrumentation, boolean attached) {
        this.options = options;
        this.instrumentation = instrumentation;
        this.attached = attached;
        this.sites = new Sites(options.get(Options.MAX_SITES), options.get(Options.MAX_DEPTH));
        this.registry = new Registry(options.get(Options.MAX_SOCKETS), this);
        this.weaver = new Weaver(instrumentation);
        this.recording = new FlightRecording(instrumentation, AgentLog.logger());
        this.management = new Management(this);
    }

    private static LeakAfter leakAfter(Options options) {
        return new LeakAfter(options.get(Options.LEAK_AFTER).toNanos(), options.get(Options.LEAK_AFTER_FOR));
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
        SocketHooks.setListener(registry);
        weaver.weave();
        // Only now: had this loaded the woven classes, each would have had to be changed a second time.
        if (Descriptors.isAvailable()) {
            new AgentThread(this::proveAndReport, "closewait-reporter").start();
        } else {
            disable(unsupported());
        }
    }

    private static String unsupported() {
        return "this JVM (" + System.getProperty("java.vm.name") + " " + System.getProperty("java.version") + " on "
                + System.getProperty("os.name")
                + ") keeps its descriptors where the agent does not know; OpenJDK 8 to 25 on Linux is supported";
    }

    private void disable(String why) {
        release();
        LogSink.line("closewait: disabled, the application runs without it: " + why);
    }

    /** The reporter's thread: first the proof that the hooks fire, then reports for as long as the JVM runs. */
    private void proveAndReport() {
        String problem = problem();
        if (!problem.isEmpty()) {
            disable(problem);
            return;
        }
        try {
            Detector seeing = requireNonNull(detector);
            Reporter made = makeReporter(seeing);
            arrangeExit();
            Runtime.getRuntime().addShutdownHook(shutdown);
            new AgentThread(seeing, "closewait-detector").start();
            if (!options.get(Options.ENABLED)) {
                stop("enabled=false"); // by a second start, before there was anything to stop
            }
            made.run(attached);
            if (stopReason == null) {
                made.finish();
            } else {
                stopped(stopReason);
            }
        } catch (IllegalStateException jvmEnds) {
            // no shutdown hook any more: there is nothing left to report to
        } catch (OutOfMemoryError noMemory) {
            disable("no memory was left for it: " + noMemory);
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitHeap() {
        FullHeap heap = new FullHeap();
        while (heap.isToBeWaitedFor(System.nanoTime())) {
            LockSupport.parkNanos(NANOS_TO_WAIT_FOR_HEAP);
        }
    }

    /** Why the agent cannot work here, or an empty string. */
    private String problem() {
        if (!SocketPoll.isAvailable()) {
            return unsupported();
        }
        try {
            awaitHeap();
            // Initialises what the JDK needs for that, see FullHeap.
            StackTraceElement[] unused = new Throwable().getStackTrace();
            Set<AgentThread.Event> missing = SelfTest.missing((AgentThread) Thread.currentThread());
            if (!missing.isEmpty()) {
                String cause = weaver.failures().isEmpty()
                        ? ""
                        : " (" + weaver.failures().get(0) + ")";
                return "the hooks for " + missing + " do not fire on Java " + System.getProperty("java.version") + cause
                        + "; update closewait, or report this line to its developers";
            }
        } catch (IOException noLoopback) {
            AgentLog.logger()
                    .info("closewait: the hooks could not be tested over loopback ({})", noLoopback.getMessage());
        } catch (Throwable failure) {
            return "the self-test failed: " + failure;
        }
        try {
            makeDetector();
        } catch (IOException noEpoll) {
            return noEpoll.toString();
        }
        return "";
    }

    /** Under the lock: the options of a second start are either what this one reads, or handed to what it makes. */
    private synchronized void makeDetector() throws IOException {
        detector = Detector.create(
                options.get(Options.DETECTOR),
                registry.table(),
                sites,
                this,
                options.get(Options.GRACE).toNanos(),
                leakAfter(options));
    }

    private synchronized Reporter makeReporter(Detector seeing) {
        Reporter made = new Reporter(options, registry, sites, frames(), seeing, recording, this);
        reporter = made;
        return made;
    }

    private Frames frames() {
        List<String> application = options.get(Options.APPLICATION);
        List<String> moreLibraries = options.get(Options.LIBRARIES);
        Path ofUser = options.get(Options.LIBRARY_FILE);
        KnownLibraries libraries = new KnownLibraries(() -> libraries(ofUser));
        return new Frames(new LoadedOrigins(instrumentation, application, moreLibraries, libraries), libraries);
    }

    private static Libraries libraries(@Nullable Path ofUser) {
        Libraries bundled = Libraries.bundled();
        try {
            return ofUser == null ? bundled : bundled.with(ofUser);
        } catch (IOException e) {
            AgentLog.logger().warn("closewait: option libraryFile='{}' cannot be used: {}", ofUser, e.getMessage());
            return bundled;
        }
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
                return options.get(Options.FAIL_ON_LEAK) && current != null ? current.leaksInLastReport() : 0;
            });
        }
    }

    /** Takes the hooks out of the JVM and ends the agent's threads, soon. The application does not notice. */
    void stop(String why) {
        stopReason = why;
        requireNonNull(reporter).end();
    }

    private void stopped(String why) {
        management.unregister();
        release();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdown);
        } catch (IllegalStateException jvmEnds) {
            // it finds nothing to report
        }
        reporter = null;
        LogSink.line("closewait: stopped, " + why + "; the hooks are taken out, an attach starts it anew");
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

    Options options() {
        return options;
    }

    Registry registry() {
        return registry;
    }

    SocketCloser closer() {
        return new SocketCloser(requireNonNull(detector));
    }

    Sites sites() {
        return sites;
    }

    /** Null before the agent has proved its hooks, and after it was stopped. */
    @Nullable
    Reporter reporter() {
        return reporter;
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
            seeing.leakAfter(leakAfter(changed));
        }
        if (current != null) {
            arrangeExit();
            current.reconfigure(changed);
        }
        return "already running in this JVM; "
                + (arguments.isEmpty() ? "nothing changed" : "it goes on with " + changed.given());
    }

    @Override
    public void socketCallFailed(Throwable failure) {
        // What the kernel refuses comes as one of these; an accept that timed out, as some do all day, does not.
        boolean isOfKernel = failure.getClass() == SocketException.class || failure.getClass() == IOException.class;
        Reporter current = reporter;
        if (isOfKernel && current != null) {
            current.openFailed();
        } else if (current != null && PortAlarm.isOfPorts(failure)) {
            current.connectFailed();
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
        if (failure instanceof VirtualMachineError) {
            return; // the JVM's, when it has no memory left
        }
        ownFailures.add(failure);
        if (ownFailures.count() >= MAX_OWN_FAILURES && stopReason == null) {
            stop("its threads failed " + ownFailures);
        }
    }

    @Override
    public void turn() {
        if (registry.hookFailures().count() > MAX_HOOK_FAILURES && stopReason == null) {
            stop("its hooks failed " + registry.hookFailures());
        }
        if (ownFailures.count() > 0 && !isFailureTold) {
            isFailureTold = true;
            AgentLog.logger()
                    .error("closewait: a look or a report failed; the next one tries again", ownFailures.first());
        }
        management.turn();
    }

    @Override
    public void published(Report report) {
        management.published(report);
    }
}
