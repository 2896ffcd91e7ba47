package io.closewait.core;

import io.closewait.core.config.Option;
import io.closewait.core.config.Options;
import io.closewait.core.config.PatternRule;
import io.closewait.core.diagnose.OpenSocket;
import io.closewait.core.diagnose.Report;
import io.closewait.core.jmx.Closewait;
import io.closewait.core.jmx.Setting;
import io.closewait.core.log.AgentLog;
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

    private final Engine engine;
    private boolean isDone;
    private @Nullable Closewait bean;

    Management(Engine engine) {
        this.engine = engine;
    }

    /** Called by the reporter's thread once a second. */
    void turn() {
        if (isDone || !engine.options().get(Options.JMX)) {
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

    private Reporter reporter() {
        Reporter reporter = engine.reporter();
        if (reporter == null) {
            throw new IllegalStateException("the agent does not run");
        }
        return reporter;
    }

    @Override
    public Report report(boolean anew) {
        return reporter().report(anew ? 0 : MAX_AGE_MILLIS);
    }

    @Override
    public String text(Report report) {
        return reporter().publisher().text(report);
    }

    @Override
    public String json(Report report) {
        return reporter().publisher().json(report);
    }

    @Override
    public String html(Report report) {
        return reporter().publisher().html(report);
    }

    @Override
    public List<OpenSocket> leakedSockets() {
        return reporter().diagnosis().leakedSockets();
    }

    @Override
    public List<OpenSocket> openSockets(String patterns) {
        List<PatternRule<String>> rules = PatternRule.parse(patterns);
        List<OpenSocket> sockets = new ArrayList<>(reporter().diagnosis().openSockets());
        if (!rules.isEmpty()) {
            sockets.removeIf(socket -> !socket.matchesAny(rules));
        }
        return sockets;
    }

    @Override
    public String text(Set<Long> ids) {
        return reporter().publisher().text(reporter().diagnosis().groupsOf(ids));
    }

    @Override
    public String close(Set<Long> ids, String fingerprint) {
        if (!engine.options().get(Options.ALLOW_CLOSE)) {
            throw new IllegalStateException("closing sockets is off: it needs the agent's option allowClose=true");
        }
        List<OpenSocket> chosen = new ArrayList<>();
        for (OpenSocket socket : reporter().diagnosis().openSockets()) {
            boolean isOfSite = socket.isLeak() && socket.fingerprint.equals(fingerprint);
            if (isOfSite || ids.contains(socket.id)) {
                chosen.add(socket);
            }
        }
        return engine.closer().close(chosen);
    }

    @Override
    public void publish() {
        reporter().wantReport();
    }

    @Override
    public String version() {
        return JvmFacts.version();
    }

    @Override
    public String setting(Setting setting) {
        return engine.options().text(option(setting));
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
        engine.reconfigure(change);
    }

    @Override
    public void stop() {
        engine.stop("as JMX asked");
    }
}
