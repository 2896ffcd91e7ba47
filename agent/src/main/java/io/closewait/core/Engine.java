package io.closewait.core;

import io.closewait.core.config.Options;
import io.closewait.core.detect.Detector;
import io.closewait.core.detect.LeakAfter;
import io.closewait.core.detect.LeakListener;
import io.closewait.core.instrument.Weaver;
import io.closewait.core.jdk.Descriptors;
import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.jfr.FlightRecording;
import io.closewait.core.log.AgentLog;
import io.closewait.core.log.LogSink;
import io.closewait.core.registry.AgentThread;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import io.closewait.hooks.SocketHooks;
import io.closewait.hooks.SocketListener;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Wires the parts and starts them. Only what must happen before the application's first socket happens in {@link #start}:
 * the weaving. Everything else waits for the agent's own threads.
 */
final class Engine implements Registry.Owner, LeakListener {
    private final boolean attached;
    private final Sites sites;
    private final Registry registry;
    private final Weaver weaver;
    private final Detector detector;
    private final FlightRecording recording;
    private final Reporter reporter;
    private volatile Options options;

    Engine(Options options, Instrumentation instrumentation, boolean attached) throws IOException {
        this.options = options;
        this.attached = attached;
        this.sites = new Sites(options.get(Options.MAX_SITES), options.get(Options.MAX_DEPTH));
        this.registry = new Registry(options.get(Options.MAX_SOCKETS), this);
        this.weaver = new Weaver(instrumentation);
        this.detector = Detector.create(
                options.get(Options.DETECTOR),
                registry.table(),
                sites,
                this,
                options.get(Options.GRACE).toNanos(),
                leakAfter(options));
        this.recording = new FlightRecording(instrumentation, AgentLog.logger());
        this.reporter = new Reporter(options, registry, sites, detector, recording);
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
        if (!Descriptors.isAvailable() || !SocketPoll.isAvailable()) {
            LogSink.line("closewait: disabled: this JVM (" + System.getProperty("java.vm.name") + " "
                    + System.getProperty("java.version") + " on " + System.getProperty("os.name")
                    + ") keeps its descriptors where the agent does not know; OpenJDK 8 to 25 on Linux is supported");
            return;
        }
        reporter.openLog();
        SocketHooks.setListener(registry);
        weaver.weave();
        new AgentThread(this::proveAndReport, "closewait-reporter").start();
    }

    /** The reporter's thread: first the proof that the hooks fire, then reports for as long as the JVM runs. */
    private void proveAndReport() {
        try {
            Set<AgentThread.Event> missing = SelfTest.missing((AgentThread) Thread.currentThread());
            if (!missing.isEmpty()) {
                disable("the hooks for " + missing + " do not fire on Java " + System.getProperty("java.version")
                        + (weaver.failures().isEmpty()
                                ? ""
                                : " (" + weaver.failures().get(0) + ")")
                        + "; update closewait, or report this line to its developers");
                return;
            }
        } catch (IOException noLoopback) {
            AgentLog.logger()
                    .info("closewait: the hooks could not be tested over loopback ({})", noLoopback.getMessage());
        } catch (Throwable failure) {
            disable("the self-test failed: " + failure);
            return;
        }
        new AgentThread(detector, "closewait-detector").start();
        reporter.run(attached);
    }

    private void disable(String why) {
        SocketHooks.setListener(null);
        detector.stop();
        try {
            weaver.restore();
        } catch (UnmodifiableClassException | RuntimeException stayWoven) {
            // without a listener the hooks do nothing
        }
        LogSink.line("closewait: disabled, the application runs without it: " + why);
    }

    @Override
    public String reconfigure(String arguments) {
        Options changed = options.with(arguments);
        for (String complaint : changed.complaints()) {
            LogSink.line("closewait: " + complaint);
        }
        options = changed;
        detector.leakAfter(leakAfter(changed));
        reporter.reconfigure(changed);
        return "already running in this JVM; "
                + (arguments.isEmpty() ? "nothing changed" : "it goes on with " + changed.given());
    }

    @Override
    public void socketCallFailed(Throwable failure) {}

    @Override
    public void peerClosed(SocketRecord record) {
        recording.peerClosed(record);
    }

    @Override
    public void leaked(SocketRecord record) {
        recording.leaked(record);
        reporter.leaksChanged();
    }

    @Override
    public void leakEnded(SocketRecord record) {
        recording.leakEnded(record);
        reporter.leakEnded(record);
    }
}
