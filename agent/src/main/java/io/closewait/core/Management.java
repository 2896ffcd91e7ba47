package io.closewait.core;

import io.closewait.core.config.Option;
import io.closewait.core.config.Options;
import io.closewait.core.config.PatternRules;
import io.closewait.core.diagnose.Diagnosis;
import io.closewait.core.diagnose.OpenSocket;
import io.closewait.core.diagnose.Report;
import io.closewait.core.jmx.Closewait;
import io.closewait.core.jmx.Setting;
import io.closewait.core.log.AgentLog;
import io.closewait.core.pattern.PatternRule;
import io.closewait.core.report.AgentVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings the agent into JMX, once somebody has started it, and carries out what JMX clients ask for. Whoever wants to read the
 * bean has JMX started for that; if the agent did, it would take the application's own choice of an MBean server or a log
 * manager from it.
 */
final class Management implements Closewait.Agent {
    private static final long MAX_AGE_MILLIS = 1000;

    private final Control control;
    private final Reporter reporter;
    private final Diagnosis diagnosis;
    private final Publisher publisher;
    private final SocketCloser closer;
    private boolean isDone;
    private @Nullable Closewait bean;

    /** What JMX clients may do to the agent as a whole. */
    interface Control {
        Options options();

        /** Changes options as a second start does, and returns what there is to say about it. */
        String reconfigure(String arguments);

        /** @param why the end of "stopped, …" */
        void stop(String why);
    }

    Management(Control control, Reporter reporter, SocketCloser closer) {
        this.control = control;
        this.reporter = reporter;
        this.diagnosis = reporter.diagnosis();
        this.publisher = reporter.publisher();
        this.closer = closer;
    }

    /** Called by the reporter's thread once a second. */
    void turn() {
        if (isDone || !control.options().get(Options.JMX)) {
            return;
        }
        try {
            if (Closewait.isServerStarted()) {
                isDone = true;
                Closewait made = new Closewait(this);
                made.register();
                bean = made;
            }
        } catch (VirtualMachineError noMemory) {
            isDone = false; // the next turn tries again
            throw noMemory;
        } catch (Throwable e) {
            isDone = true;
            AgentLog.logger().info("closewait: no JMX in this JVM ({}); reports go on without it", e.toString());
        }
    }

    /** Called by the reporter's thread. */
    void published(Report report) {
        Closewait current = bean;
        if (current != null) {
            current.published(report);
        }
    }

    void unregister() {
        isDone = true;
        Closewait current = bean;
        bean = null;
        if (current != null) {
            try {
                current.unregister();
            } catch (Exception gone) {
                // Somebody else has taken it out. To name its JMException here would need java.management in every JVM.
            }
        }
    }

    @Override
    public Report report(boolean anew) {
        return reporter.reports().recent(anew ? 0 : MAX_AGE_MILLIS);
    }

    @Override
    public String text(Report report) {
        return publisher.text(report);
    }

    @Override
    public String openText(Report report) {
        return publisher.openText(report);
    }

    @Override
    public String json(Report report) {
        return publisher.json(report);
    }

    @Override
    public String html(Report report) {
        return publisher.html(report);
    }

    @Override
    public List<OpenSocket> leakedSockets() {
        return diagnosis.leakedSockets();
    }

    @Override
    public List<OpenSocket> openSockets(String patterns) {
        List<PatternRule<String>> rules = PatternRules.withReasons(patterns);
        return matching(rules, diagnosis.openSockets());
    }

    @Override
    public List<OpenSocket> socketsClosedByGc(long afterId, String patterns) {
        List<PatternRule<String>> rules = PatternRules.withReasons(patterns);
        return matching(rules, diagnosis.closedByGc(afterId));
    }

    private static List<OpenSocket> matching(List<PatternRule<String>> rules, List<OpenSocket> all) {
        List<OpenSocket> sockets = new ArrayList<>(all);
        if (!rules.isEmpty()) {
            sockets.removeIf(socket -> !socket.matchesAny(rules));
        }
        return sockets;
    }

    @Override
    public String text(Set<Long> ids) {
        return publisher.text(diagnosis.groupsOf(ids));
    }

    @Override
    public String close(Set<Long> ids, String fingerprint) {
        if (!control.options().get(Options.ALLOW_CLOSE)) {
            throw new IllegalStateException("closing sockets is off: it needs the agent's option allowClose=true");
        }
        List<OpenSocket> chosen = new ArrayList<>();
        for (OpenSocket socket : diagnosis.openSockets()) {
            boolean isOfSite = socket.isLeak() && socket.fingerprint.equals(fingerprint);
            if (isOfSite || ids.contains(socket.id)) {
                chosen.add(socket);
            }
        }
        return closer.close(chosen);
    }

    @Override
    public void publish() {
        reporter.wantReport();
    }

    @Override
    public String version() {
        return AgentVersion.current();
    }

    @Override
    public String setting(Setting setting) {
        return control.options().text(option(setting));
    }

    private static Option<?> option(Setting setting) {
        switch (setting) {
            case LEAK_AFTER:
                return Options.LEAK_AFTER;
            case INTERVAL:
                return Options.INTERVAL;
            default:
                return Options.LOG_LEVEL;
        }
    }

    @Override
    public void change(Setting setting, String value) {
        // In quotes: a value cannot smuggle in a second option.
        String quote = value.indexOf('"') < 0 ? "\"" : "'";
        String change = option(setting).key() + "=" + quote + value + quote;
        for (String problem : Options.problems(change)) {
            throw new IllegalArgumentException(problem);
        }
        control.reconfigure(change);
    }

    @Override
    public void stop() {
        control.stop("as requested through JMX");
    }
}
