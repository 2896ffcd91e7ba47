package io.closewait.core;

import io.closewait.core.code.Frames;
import io.closewait.core.code.KnownLibraries;
import io.closewait.core.code.LoadedOrigins;
import io.closewait.core.config.Options;
import io.closewait.core.detect.Detector;
import io.closewait.core.detect.LeakAfter;
import io.closewait.core.jfr.FlightRecording;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/** Makes the parts of the agent that are not needed before the application's first socket, as the options say. */
final class Parts {
    private final Instrumentation instrumentation;
    private final boolean attached;
    private final Registry registry;
    private final Sites sites;

    Parts(Instrumentation instrumentation, boolean attached, Registry registry, Sites sites) {
        this.instrumentation = instrumentation;
        this.attached = attached;
        this.registry = registry;
        this.sites = sites;
    }

    /** @throws IOException if the options ask for epoll and it cannot be had */
    Detector detector(Options options, Detector.Owner owner) throws IOException {
        return Detector.create(
                options.get(Options.DETECTOR),
                registry.clock(),
                registry.table(),
                sites,
                owner,
                options.get(Options.GRACE).toNanos(),
                leakAfter(options));
    }

    static LeakAfter leakAfter(Options options) {
        return new LeakAfter(options.get(Options.LEAK_AFTER).toNanos(), options.get(Options.LEAK_AFTER_FOR));
    }

    Reporter reporter(Options options, Detector detector, FlightRecording recording, Reporter.Listener listener) {
        return new Reporter(
                options,
                registry,
                sites,
                frames(options),
                detector,
                recording,
                new Kernel("/proc/self"),
                System::nanoTime,
                attached,
                listener);
    }

    private Frames frames(Options options) {
        KnownLibraries libraries = new KnownLibraries(() -> OptionFiles.libraries(options));
        LoadedOrigins origins = new LoadedOrigins(
                instrumentation::getAllLoadedClasses,
                options.get(Options.APPLICATION),
                options.get(Options.LIBRARIES),
                libraries);
        return new Frames(origins, libraries);
    }
}
