package io.closewait.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bean with the agent's name stands in for the agent, which {@code MicrometerIT} has in real applications. */
class ClosewaitMetricsTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ClosewaitMetrics metrics = new ClosewaitMetrics(Tags.of("service", "shop"));

    @AfterEach
    void remove() throws JMException {
        metrics.close();
        if (server.isRegistered(AgentBean.NAME)) {
            server.unregisterMBean(AgentBean.NAME);
        }
    }

    @Test
    void without_the_agent_there_are_no_meters() {
        metrics.bindTo(registry);

        assertThat(registry.scrape()).doesNotContain("closewait");
    }

    @Test
    void meters_have_the_names_of_the_exporters_rules() throws JMException {
        server.registerMBean(new Agent(), AgentBean.NAME);

        metrics.bindTo(registry);

        assertThat(registry.scrape())
                .contains("closewait_sockets{service=\"shop\",state=\"leaked\"} 3.0\n")
                .contains("closewait_open_sockets{service=\"shop\"} 7.0\n")
                .contains("closewait_oldest_leak_seconds{service=\"shop\"} 1.5\n")
                .contains("closewait_sockets_opened_total{service=\"shop\"} 40.0\n")
                .contains("# TYPE closewait_sockets_opened_total counter\n")
                .contains(
                        "closewait_sockets_leaked{fingerprint=\"f1\",look_at=\"A.b(A.java:1)\",service=\"shop\"} 3.0\n");
    }

    @Test
    void an_agent_that_comes_later_is_noticed() throws JMException {
        metrics.bindTo(registry);

        server.registerMBean(new Agent(), AgentBean.NAME);

        assertThat(registry.scrape()).contains("closewait_open_sockets{service=\"shop\"} 7.0\n");
    }

    @Test
    void the_meters_go_when_the_agent_is_stopped() throws JMException {
        server.registerMBean(new Agent(), AgentBean.NAME);
        metrics.bindTo(registry);

        server.unregisterMBean(AgentBean.NAME);

        assertThat(registry.scrape()).doesNotContain("closewait");
    }

    @Test
    void the_meters_go_when_they_are_closed_and_do_not_come_back() throws JMException {
        metrics.bindTo(registry);
        server.registerMBean(new Agent(), AgentBean.NAME);

        metrics.close();
        server.unregisterMBean(AgentBean.NAME);
        server.registerMBean(new Agent(), AgentBean.NAME);

        assertThat(registry.scrape()).doesNotContain("closewait");
    }

    @Test
    void what_an_agent_of_another_version_does_not_have_is_left_out() throws JMException {
        server.registerMBean(new Agent(), AgentBean.NAME);

        metrics.bindTo(registry);

        assertThat(registry.scrape()).doesNotContain("closewait_descriptors").doesNotContain("NaN");
    }

    /** Longer than the numbers are kept, so that the second scrape reads them anew. */
    @Test
    void an_origin_that_stays_is_in_every_scrape() throws Exception {
        server.registerMBean(new Agent(), AgentBean.NAME);
        metrics.bindTo(registry);
        String origin = "closewait_sockets_leaked{fingerprint=\"f1\"";
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2_500);

        int scrapes = 0;
        while (System.nanoTime() < end) {
            assertThat(registry.scrape()).contains(origin);
            scrapes++;
        }

        assertThat(scrapes).isPositive();
    }

    @Test
    void every_row_of_the_table_is_a_meter() {
        assertThat(MeterTable.all()).hasSizeGreaterThan(20).allSatisfy(row -> {
            assertThat(row.meter()).matches("closewait(\\.[a-z0-9]+)+");
            assertThat(row.description).isNotBlank();
        });
    }

    /** Four of the agent's attributes, and the table. */
    private static final class Agent implements DynamicMBean {
        @Override
        public AttributeList getAttributes(String[] names) {
            AttributeList all = new AttributeList();
            for (String name : names) {
                Object value = switch (name) {
                    case "Leaked" -> 3;
                    case "Open" -> 7;
                    case "OldestLeakSeconds" -> 1.5;
                    case "SocketsOpenedTotal" -> 40L;
                    case "LeakOrigins" -> origins();
                    default -> null;
                };
                if (value != null) {
                    all.add(new Attribute(name, value));
                }
            }
            return all;
        }

        private static TabularDataSupport origins() {
            String[] names = {"fingerprint", "lookAt", "count"};
            OpenType<?>[] types = {SimpleType.STRING, SimpleType.STRING, SimpleType.INTEGER};
            try {
                CompositeType row = new CompositeType("Origin", "An origin", names, names, types);
                TabularDataSupport table = new TabularDataSupport(
                        new TabularType("Origins", "Origins", row, new String[] {"fingerprint", "lookAt"}));
                table.put(new CompositeDataSupport(row, names, new Object[] {"f1", "A.b(A.java:1)", 3}));
                return table;
            } catch (JMException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo(Agent.class.getName(), "", new MBeanAttributeInfo[0], null, null, null);
        }

        @Override
        public Object getAttribute(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public void setAttribute(Attribute attribute) {
            throw new UnsupportedOperationException(attribute.getName());
        }

        @Override
        public AttributeList setAttributes(AttributeList attributes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object invoke(String operation, Object[] arguments, String[] types) {
            throw new UnsupportedOperationException(operation);
        }
    }
}
