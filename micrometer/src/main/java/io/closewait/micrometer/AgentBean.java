package io.closewait.micrometer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The agent's MXBean. Its attributes are read together, so that the numbers of a scrape are of one report, and at most once a second:
 * the bean makes no report more often.
 */
final class AgentBean {
    static final ObjectName NAME = name();
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final MBeanServer server;

    @GuardedBy("this")
    private Map<String, Object> attributes = Collections.emptyMap();

    @GuardedBy("this")
    private long readAt;

    AgentBean(MBeanServer server) {
        this.server = server;
    }

    /** By name; those that this agent does not have, or all if there is none, are left out. */
    synchronized Map<String, Object> attributes() {
        long now = System.nanoTime();
        if (attributes.isEmpty() || now - readAt >= FRESH) {
            attributes = read();
            readAt = now;
        }
        return attributes;
    }

    private Map<String, Object> read() {
        Map<String, Object> values = new HashMap<>();
        try {
            for (Attribute attribute :
                    server.getAttributes(NAME, MeterTable.attributes()).asList()) {
                values.put(attribute.getName(), attribute.getValue());
            }
        } catch (JMException gone) {
            // The agent was stopped a moment ago: the meters go with it.
            values.clear();
        }
        return values;
    }

    private static ObjectName name() {
        try {
            return new ObjectName("io.closewait:type=Closewait");
        } catch (MalformedObjectNameException e) {
            throw new AssertionError(e);
        }
    }
}
