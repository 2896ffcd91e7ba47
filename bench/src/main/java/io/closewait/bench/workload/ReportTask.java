package io.closewait.bench.workload;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** How long the agent takes for a whole report, and for its reconciliation with the kernel alone. */
final class ReportTask implements Task {
    @Override
    public Map<String, Double> run(Request request) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long processor = Processor.ofThread();
        long start = System.nanoTime();
        int length = text().length();
        long reported = System.nanoTime();
        processor = Processor.ofThread() - processor;
        allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
        Object registry = AgentView.registry();
        Object kernel = AgentView.make("io.closewait.core.kernel.Kernel", "/proc/self");
        var census = kernel.getClass().getMethod("census", registry.getClass());
        long from = System.nanoTime();
        Object found = census.invoke(kernel, registry);
        return Map.of(
                "report",
                (double) (reported - start),
                "processor",
                (double) processor,
                "allocated",
                (double) allocated,
                "length",
                (double) length,
                "census",
                (double) (System.nanoTime() - from),
                "closeWait",
                ((Number) found.getClass().getMethod("closeWait").invoke(found)).doubleValue());
    }

    /** A text report of this moment, by the agent's MXBean; waits until that is there. */
    static String text() throws Exception {
        return (String)
                ManagementFactory.getPlatformMBeanServer().invoke(bean(), "textReport", new Object[0], new String[0]);
    }

    /** One of the MXBean's totals. */
    static int total(String attribute) throws Exception {
        return (int) ManagementFactory.getPlatformMBeanServer().getAttribute(bean(), attribute);
    }

    private static ObjectName bean() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("io.closewait:type=Closewait");
        for (long giveUp = System.nanoTime() + 120_000_000_000L; !server.isRegistered(name); ) {
            if (System.nanoTime() > giveUp) {
                throw new JMException("the agent's MXBean is not there");
            }
            Thread.sleep(50);
        }
        return name;
    }
}
