package io.closewait.core;

import io.closewait.core.config.Options;
import io.closewait.core.diagnose.Report;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.registry.Registry;
import io.closewait.core.schedule.DescriptorAlarm;
import io.closewait.core.schedule.PortAlarm;
import io.closewait.core.schedule.Schedule;
import io.closewait.core.schedule.TriggerFile;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All that can be a reason for a report: alarms, somebody's wish, news, time. Asked by the reporter's thread, told by any. */
final class Reasons {
    private final LongSupplier clock;
    private final Sampler sampler;
    private final ReporterSignals signals;
    private final Schedule schedule;
    private final DescriptorAlarm descriptorAlarm;
    private final PortAlarm portAlarm;
    private volatile @Nullable TriggerFile trigger;

    /**
     * @param clock as {@link System#nanoTime}
     * @param sampler knows how many sockets there are
     * @param signals hears who wants a report
     */
    Reasons(Kernel kernel, Registry registry, LongSupplier clock, Sampler sampler, ReporterSignals signals) {
        long now = clock.getAsLong();
        this.clock = clock;
        this.sampler = sampler;
        this.signals = signals;
        this.schedule = new Schedule(now);
        this.descriptorAlarm = new DescriptorAlarm(kernel, now);
        this.portAlarm = new PortAlarm(() -> kernel.ports(registry), now);
    }

    void obey(Options options) {
        schedule.rules(options.get(Options.INTERVAL), options.get(Options.EVERY), options.get(Options.THRESHOLD));
        descriptorAlarm.percentage(options.get(Options.DESCRIPTOR_ALARM));
        Path path = options.get(Options.TRIGGER);
        trigger = path == null ? null : new TriggerFile(path);
    }

    /** Leaks came or ended. */
    void news() {
        schedule.news(clock.getAsLong());
    }

    /** How long until a report of the news is due. */
    long millisToNews() {
        return schedule.nanosToNews(clock.getAsLong()) / 1_000_000;
    }

    /** Called by application threads: a call that needed a new descriptor failed. */
    void openFailed() {
        descriptorAlarm.openFailed();
    }

    /** Called by application threads: a connect failed for lack of a local address. */
    void connectFailed() {
        portAlarm.connectFailed();
    }

    /** Whether a connect has failed of which nobody knows yet whether ports were short. */
    boolean hasPortFailure() {
        return portAlarm.hasFailure();
    }

    /** Whether ports to a peer are short, and nobody has heard of it. */
    boolean arePortsShort() {
        return portAlarm.isRaised(clock.getAsLong(), sampler.open() + sampler.closedFirstInLastMinute());
    }

    /** The most urgent one for a report now; null if there is none. */
    Report.@Nullable Reason due() {
        if (descriptorAlarm.isRaised(clock.getAsLong(), sampler.open())) {
            return Report.Reason.DESCRIPTORS;
        }
        if (arePortsShort()) {
            return Report.Reason.PORTS;
        }
        TriggerFile file = trigger;
        boolean isPulled = file != null && file.isPulled();
        return signals.takeWish() || isPulled
                ? Report.Reason.REQUEST
                : schedule.due(clock.getAsLong(), sampler.leaked());
    }

    /** A report is about to tell everything up to now. */
    void reported() {
        schedule.reported(clock.getAsLong());
    }
}
