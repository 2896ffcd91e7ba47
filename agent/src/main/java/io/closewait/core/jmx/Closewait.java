package io.closewait.core.jmx;

import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Totals;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.TabularData;

/** The MXBean's implementation: every answer comes from a report that is at most a second old. */
public final class Closewait implements ClosewaitMXBean {
    /** The name under which it is registered in the platform's MBean server. */
    public static final String NAME = "io.closewait:type=Closewait";

    /** What the MXBean asks of the agent. */
    public interface Source {
        /** A report that is not older than a second; anew on request. */
        Report report(boolean anew);

        String text(Report report);

        String json(Report report);

        String html(Report report);

        String version();

        int sites();

        long hookFailures();
    }

    private final Source source;

    public Closewait(Source source) {
        this.source = source;
    }

    /**
     * Whether somebody has already asked for an MBean server. Being the first would fix the choice of its class, and of the
     * JVM's log manager, before the application made it.
     */
    public static boolean isServerStarted() {
        return !MBeanServerFactory.findMBeanServer(null).isEmpty();
    }

    /**
     * Registers the bean, in the place of one that an earlier agent may have left. Its types are open types already; it is
     * registered as a standard MBean because an MXBean would map {@link TabularData}, too, by its getters.
     */
    public void register() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(NAME);
        if (server.isRegistered(name)) {
            server.unregisterMBean(name);
        }
        server.registerMBean(new StandardMBean(this, ClosewaitMXBean.class, false), name);
    }

    /** Takes the bean out again. */
    public static void unregister() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(NAME);
        if (server.isRegistered(name)) {
            server.unregisterMBean(name);
        }
    }

    private Totals totals() {
        return source.report(false).totals;
    }

    @Override
    public String getVersion() {
        return source.version();
    }

    @Override
    public String getDetector() {
        return source.report(false).detector;
    }

    @Override
    public int getOpen() {
        return totals().open;
    }

    @Override
    public int getPeerClosed() {
        return totals().closeWait;
    }

    @Override
    public int getLeaked() {
        return totals().leaked;
    }

    @Override
    public int getKnown() {
        return totals().known;
    }

    @Override
    public int getHalfClosedBusy() {
        return totals().halfClosedBusy;
    }

    @Override
    public int getWaiting() {
        return totals().waiting;
    }

    @Override
    public int getBothShut() {
        return totals().bothShut;
    }

    @Override
    public int getReset() {
        return totals().reset;
    }

    @Override
    public int getHungUp() {
        return totals().hungUp;
    }

    @Override
    public int getClosedButHeld() {
        return totals().closedButHeld;
    }

    @Override
    public int getAbandoned() {
        return totals().abandoned;
    }

    @Override
    public int getNeverAccepted() {
        return totals().neverAccepted;
    }

    @Override
    public int getUnknownOrigin() {
        return totals().unknownOrigin;
    }

    @Override
    public int getKernelCloseWait() {
        Report report = source.report(false);
        return report.kernel.isAvailable() ? report.kernel.closeWait() : -1;
    }

    @Override
    public int getDescriptors() {
        Report report = source.report(false);
        return report.kernel.isAvailable() ? report.kernel.descriptorCount() : -1;
    }

    @Override
    public long getDescriptorLimit() {
        return source.report(false).kernel.descriptorLimit();
    }

    @Override
    public int getLeakSites() {
        return totals().leakSites;
    }

    @Override
    public int getSites() {
        return source.sites();
    }

    @Override
    public double getOldestLeakSeconds() {
        return totals().oldestLeakMillis / 1000.0;
    }

    @Override
    public long getOpenedTotal() {
        return totals().openedTotal;
    }

    @Override
    public long getClosedTotal() {
        return totals().closedTotal;
    }

    @Override
    public long getClosedByCollectorTotal() {
        return totals().closedByCollectorTotal;
    }

    @Override
    public long getLeaksEndedTotal() {
        return totals().leaksEndedTotal;
    }

    @Override
    public long getDroppedTotal() {
        return totals().dropped;
    }

    @Override
    public long getHookFailuresTotal() {
        return source.hookFailures();
    }

    @Override
    public TabularData getLeaks() throws OpenDataException {
        return LeakTable.of(source.report(false).leaks);
    }

    @Override
    public String textReport() {
        return source.text(source.report(true));
    }

    @Override
    public String jsonReport() {
        return source.json(source.report(true));
    }

    @Override
    public String htmlReport() {
        return source.html(source.report(true));
    }

    @Override
    public int scan() {
        return source.report(true).totals.leaked;
    }
}
