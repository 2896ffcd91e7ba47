package io.closewait.core.jmx;

import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.OpenSocket;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Totals;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.management.AttributeList;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/**
 * The MXBean's implementation: every answer comes from a report that is at most a second old.
 * <p>
 * Long because it has each of the bean's operations, and what each asks of the agent.
 */
public final class Closewait implements ClosewaitMXBean {
    /** The name under which it is registered in the platform's MBean server. */
    public static final String NAME = "io.closewait:type=Closewait";

    /** What the MXBean asks of the agent. */
    public interface Agent {
        /** A report that is not older than a second; anew on request. */
        Report report(boolean anew);

        String text(Report report);

        /** With all open sockets by origin. */
        String openText(Report report);

        String json(Report report);

        String html(Report report);

        /**
         * Closes leaked sockets: these, and those of one origin. The answer tells what was closed, and what not and why.
         *
         * @throws IllegalStateException unless the option {@code allowClose} is on
         */
        String close(Set<Long> ids, String fingerprint);

        /** Has a report written to the log and the files, soon. */
        void publish();

        /** Sockets that are leaks at this moment. */
        List<OpenSocket> leakedSockets();

        /** Open sockets that these patterns pick, all if there are none; see {@link ClosewaitMXBean#openSockets}. */
        List<OpenSocket> openSockets(String patterns);

        /** Sockets that the garbage collector had closed; see {@link ClosewaitMXBean#socketsClosedByGc}. */
        List<OpenSocket> socketsClosedByGc(long afterId, String patterns);

        /** The text report on sockets with these ids alone. */
        String text(Set<Long> ids);

        String version();

        /** As in the agent's options. */
        String setting(Setting setting);

        /** @throws IllegalArgumentException with a line that names the value and what is right, if it is wrong */
        void change(Setting setting, String value);

        /** Has the agent leave this JVM, soon. */
        void stop();
    }

    private final Agent agent;
    private final Notifier notifier = new Notifier(NAME);

    @SuppressWarnings("ThreadLocalUsage") // one bean a JVM
    private final ThreadLocal<@Nullable Report> askedTogether = new ThreadLocal<>();

    public Closewait(Agent agent) {
        this.agent = agent;
    }

    /**
     * Whether somebody has already asked for an MBean server. Being the first would fix the choice of its class, and of the
     * JVM's log manager, before the application made it.
     */
    public static boolean isServerStarted() {
        return !MBeanServerFactory.findMBeanServer(null).isEmpty();
    }

    /** Registers the bean, in the place of one that an earlier agent may have left. */
    public void register() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(NAME);
        if (server.isRegistered(name)) {
            server.unregisterMBean(name);
        }
        server.registerMBean(new Bean(this, notifier), name);
    }

    /** Takes the bean out again. */
    public void unregister() throws JMException {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    }

    /** Notifies of what is new in a report. */
    public void published(Report report) {
        notifier.published(report);
    }

    /** Answers with one report, and not with one that is made meanwhile. */
    AttributeList ofOneReport(Supplier<AttributeList> answer) {
        askedTogether.set(agent.report(false));
        try {
            return answer.get();
        } finally {
            askedTogether.remove();
        }
    }

    private Report recent() {
        Report pinned = askedTogether.get();
        return pinned == null ? agent.report(false) : pinned;
    }

    Totals totals() {
        return recent().totals;
    }

    @Override
    public String getVersion() {
        return agent.version();
    }

    @Override
    public String getDetector() {
        return recent().detector;
    }

    @Override
    public TabularData getLeaks() throws OpenDataException {
        return LeakTable.of(recent().leaks);
    }

    @Override
    public TabularData getLeakOrigins() throws OpenDataException {
        return OriginTable.of(recent().leaks);
    }

    @Override
    public TabularData getOpenOrigins() throws OpenDataException {
        return OpenOriginTable.of(recent().open.all);
    }

    @Override
    public String getLeakAfter() {
        return agent.setting(Setting.LEAK_AFTER);
    }

    @Override
    public void setLeakAfter(String duration) {
        agent.change(Setting.LEAK_AFTER, duration);
    }

    @Override
    public String getInterval() {
        return agent.setting(Setting.INTERVAL);
    }

    @Override
    public void setInterval(String duration) {
        agent.change(Setting.INTERVAL, duration);
    }

    @Override
    public String getLogLevel() {
        return agent.setting(Setting.LOG_LEVEL);
    }

    @Override
    public void setLogLevel(String level) {
        agent.change(Setting.LOG_LEVEL, level);
    }

    @Override
    public TabularData leakedSockets() throws OpenDataException {
        return SocketTable.of(agent.leakedSockets());
    }

    @Override
    public TabularData openSockets(String patterns) throws OpenDataException {
        return SocketTable.of(agent.openSockets(patterns));
    }

    @Override
    public TabularData socketsClosedByGc(long afterId, String patterns) throws OpenDataException {
        return SocketTable.of(agent.socketsClosedByGc(afterId, patterns));
    }

    @Override
    public String socketReport(String ids) {
        return agent.text(parsed(ids));
    }

    @Override
    public String closeSockets(String ids) {
        return agent.close(parsed(ids), "");
    }

    @Override
    public String closeSite(String fingerprint) {
        return agent.close(Collections.emptySet(), fingerprint);
    }

    private static Set<Long> parsed(String ids) {
        Set<Long> wanted = new HashSet<>();
        for (String id : ids.split(",", -1)) {
            try {
                wanted.add(Long.valueOf(id.trim()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + id + "' is not a socket's id, which is a number", e);
            }
        }
        return wanted;
    }

    @Override
    public String textReport() {
        return agent.text(agent.report(true));
    }

    @Override
    public String openReport() {
        return agent.openText(agent.report(true));
    }

    @Override
    public String jsonReport() {
        return agent.json(agent.report(true));
    }

    @Override
    public String htmlReport() {
        return agent.html(agent.report(true));
    }

    @Override
    public void publishReport() {
        agent.publish();
    }

    @Override
    public void stop() {
        agent.stop();
    }

    @Override
    public int scan() {
        return agent.report(true).totals.count(Metric.LEAKED);
    }
}
