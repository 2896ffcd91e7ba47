package io.closewait.it.programs.soak;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What is there at one moment, after a collection, as a line {@code mark NAME key=value...}: what the application holds, and,
 * with the agent, what its MXBean says.
 */
final class Mark {
    private static final String[] ATTRIBUTES = {
        "Open",
        "Sites",
        "OpenedTotal",
        "ClosedTotal",
        "Leaked",
        "Waiting",
        "Reset",
        "BothShut",
        "HungUp",
        "ClosedButHeld",
        "Abandoned",
        "UnknownOrigin",
        "LeakSites",
        "LeaksEndedTotal",
        "DroppedTotal",
        "HookFailuresTotal"
    };

    private static final long SETTLE_NANOS = 10_000_000_000L;

    private Mark() {}

    /** Starts JMX, which the agent notices. */
    static void awaitAgent() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        while (!server.isRegistered(new ObjectName("io.closewait:type=Closewait"))) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    static String now(String name, long connections, long nanos, long pauseMicros) throws Exception {
        StringBuilder line = new StringBuilder("mark ").append(name);
        add(line, "connections", connections);
        add(line, "millis", nanos / 1_000_000);
        add(line, "pauseMicros", pauseMicros);
        add(line, "heap", heapAfterCollections());
        add(line, "descriptors", descriptors());
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName agent = new ObjectName("io.closewait:type=Closewait");
        if (server.isRegistered(agent)) {
            server.invoke(agent, "scan", new Object[0], new String[0]);
            for (String attribute : ATTRIBUTES) {
                add(line, attribute, ((Number) server.getAttribute(agent, attribute)).longValue());
            }
        }
        return line.toString();
    }

    /**
     * Collects until the GC and the JDK's cleaner have closed what the application could not: the JDK loses a socket that
     * is closed while it is being connected.
     *
     * @param descriptors how many there were before, or a number that is never reached
     */
    static void settle(int descriptors) {
        long until = System.nanoTime() + SETTLE_NANOS;
        int before = Integer.MAX_VALUE;
        while (descriptors() > descriptors
                && System.nanoTime() < until
                && (descriptors > 0 || descriptors() < before)) {
            before = descriptors();
            System.gc();
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static void add(StringBuilder line, String key, long value) {
        line.append(' ').append(key).append('=').append(value);
    }

    /** In bytes. More than one collection, since the first one leaves what has a finalizer or a cleaner. */
    private static long heapAfterCollections() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The listing's own not included. */
    static int descriptors() {
        String[] numbers = new File("/proc/self/fd").list();
        return numbers == null ? 0 : numbers.length - 1;
    }
}
