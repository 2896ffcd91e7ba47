package io.closewait.core.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.diagnose.Diagnosis;
import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.OpenHistory;
import io.closewait.core.diagnose.OpenSocket;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Report.Reason;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every attribute and operation of the bean, as a JMX client has them. */
class ClosewaitTest {
    private static final String PLACE = "com.acme.Shop.buy(Shop.java:1)";

    private final Object owner = new Object();
    private final Registry registry = Records.registry();
    private final Sites sites = new Sites(100, 64);
    private final Diagnosis diagnosis;
    private final TellingAgent agent = new TellingAgent();
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final ObjectName name;

    ClosewaitTest(@TempDir Path noProc) throws JMException {
        Frames frames = new Frames(new NamedOrigins(List.of(), List.of(), Libraries::bundled), Libraries::bundled);
        diagnosis = new Diagnosis(registry, sites, new Kernel(noProc.toString()), frames, new OpenHistory(0));
        name = new ObjectName(Closewait.NAME);
    }

    @BeforeEach
    void register() throws JMException {
        server.registerMBean(new Bean(new Closewait(agent), new Notifier(Closewait.NAME)), name);
    }

    /** Says what it was asked for, and reports what the registry holds. */
    private final class TellingAgent implements Closewait.Agent {
        final List<String> asked = new ArrayList<>();
        final Map<Setting, String> settings = new EnumMap<>(Setting.class);
        int reports;

        @Override
        public Report report(boolean anew) {
            reports++;
            asked.add(anew ? "report anew" : "report");
            return diagnosis.report(Reason.REQUEST, "epoll", false);
        }

        @Override
        public String text(Report report) {
            return "text of " + report.totals.count(Metric.LEAKED);
        }

        @Override
        public String openText(Report report) {
            return "open text of " + report.totals.count(Metric.LEAKED);
        }

        @Override
        public String json(Report report) {
            return "json of " + report.totals.count(Metric.LEAKED);
        }

        @Override
        public String html(Report report) {
            return "html of " + report.totals.count(Metric.LEAKED);
        }

        @Override
        public String close(Set<Long> ids, String fingerprint) {
            return "close " + new TreeSet<>(ids) + " '" + fingerprint + "'";
        }

        @Override
        public void publish() {
            asked.add("publish");
        }

        @Override
        public List<OpenSocket> leakedSockets() {
            return diagnosis.leakedSockets();
        }

        @Override
        public List<OpenSocket> openSockets(String patterns) {
            asked.add("open sockets '" + patterns + "'");
            return diagnosis.openSockets();
        }

        @Override
        public List<OpenSocket> socketsClosedByGc(long afterId, String patterns) {
            asked.add("closed after " + afterId + " '" + patterns + "'");
            return diagnosis.closedByGc(afterId);
        }

        @Override
        public String text(Set<Long> ids) {
            return "text of " + new TreeSet<>(ids);
        }

        @Override
        public String version() {
            return "1.2.3";
        }

        @Override
        public String setting(Setting setting) {
            return settings.getOrDefault(setting, "default");
        }

        @Override
        public void change(Setting setting, String value) {
            if (value.equals("wrong")) {
                throw new IllegalArgumentException("'wrong' is no value");
            }
            settings.put(setting, value);
        }

        @Override
        public void stop() {
            asked.add("stop");
        }
    }

    private Site site(String method) {
        return sites.intern(new StackTraceElement[] {new StackTraceElement("com.acme.Shop", method, "Shop.java", 1)});
    }

    private SocketRecord leak(int number, String method) {
        return Records.leaked(registry, owner, number, site(method));
    }

    private Object call(String operation, Object... arguments) throws JMException {
        String[] types = new String[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof Long
                    ? "long"
                    : arguments[i].getClass().getName();
        }
        return server.invoke(name, operation, arguments, types);
    }

    private static List<CompositeData> rows(Object table) {
        List<CompositeData> rows = new ArrayList<>();
        for (Object row : ((TabularData) table).values()) {
            rows.add((CompositeData) row);
        }
        return rows;
    }

    // ---- attributes ----

    @Test
    void the_version_and_the_detector_are_the_agents() throws JMException {
        assertThat(server.getAttribute(name, "Version")).isEqualTo("1.2.3");
        assertThat(server.getAttribute(name, "Detector")).isEqualTo("epoll");
    }

    @Test
    void each_number_has_an_attribute_of_its_type_and_its_former_name_too() throws JMException {
        leak(7, "buy");

        for (Metric metric : Metric.values()) {
            Object value = server.getAttribute(name, metric.attribute());
            assertThat(value).as(metric.attribute()).isInstanceOf(Number.class);
            assertThat(value.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                    .startsWith(metric.type().getName());
            if (!metric.formerAttribute().isEmpty()) {
                assertThat(server.getAttribute(name, metric.formerAttribute())).isEqualTo(value);
            }
        }
        assertThat(server.getAttribute(name, Metric.LEAKED.attribute())).isEqualTo(1);
        assertThat(server.getAttribute(name, Metric.OPEN.attribute())).isEqualTo(1);
    }

    @Test
    void what_is_no_attribute_is_refused() {
        assertThatExceptionOfType(AttributeNotFoundException.class)
                .isThrownBy(() -> server.getAttribute(name, "Colour"));
    }

    @Test
    void attributes_that_are_asked_for_together_are_of_one_report() throws JMException {
        leak(7, "buy");

        AttributeList values = server.getAttributes(
                name, new String[] {Metric.LEAKED.attribute(), "Detector", "LeakOrigins", "Colour", "Version"});

        assertThat(values.asList())
                .extracting(Attribute::getName)
                .containsExactly(Metric.LEAKED.attribute(), "Detector", "LeakOrigins", "Version");
        assertThat(agent.reports).isEqualTo(1);
        server.getAttribute(name, "Detector");
        assertThat(agent.reports).as("the next question is another").isEqualTo(2);
    }

    @Test
    void the_leaks_have_a_row_a_group() throws JMException {
        leak(7, "buy");
        leak(8, "buy");
        leak(9, "sell");

        assertThat(rows(server.getAttribute(name, "Leaks"))).hasSize(2).anySatisfy(row -> {
            assertThat(row.get("rank")).isEqualTo(1);
            assertThat(row.get("count")).isEqualTo(2);
            assertThat(row.get("verdict")).isEqualTo("never closed");
            assertThat(row.get("lookAt")).isEqualTo(PLACE);
            assertThat(row.get("peers")).isEqualTo("{127.0.0.1:6379=2}");
            assertThat(row.get("direction")).isEqualTo("connected");
            assertThat(row.get("transport")).isEqualTo("java.net.Socket");
            assertThat(row.get("fingerprint")).asString().isNotEmpty();
        });
    }

    @Test
    void the_leaks_of_one_origin_are_one_row_for_exporters_whatever_their_verdicts() throws JMException {
        leak(7, "buy");
        Records.closedByApplication(leak(8, "buy"), registry.clock().now());

        assertThat(rows(server.getAttribute(name, "Leaks"))).hasSize(2);
        assertThat(rows(server.getAttribute(name, "LeakOrigins")))
                .extracting(row -> row.get("lookAt"), row -> row.get("count"))
                .contains(tuple(PLACE, 2));
    }

    @Test
    void open_sockets_have_a_row_an_origin_leaks_or_not() throws JMException {
        leak(7, "buy");
        Records.opened(registry, owner, 8, site("buy"));

        assertThat(rows(server.getAttribute(name, "OpenOrigins")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("lookAt")).isEqualTo(PLACE);
                    assertThat(row.get("direction")).isEqualTo("connected");
                    assertThat(row.get("port")).isEqualTo(0);
                    assertThat(row.get("count")).isEqualTo(2);
                    assertThat(row.get("leaked")).isEqualTo(1);
                    assertThat(row.get("growing")).isEqualTo(false);
                    assertThat(row.get("percentOfLimit")).isEqualTo(-1.0);
                });
    }

    // ---- settings ----

    @ParameterizedTest
    @CsvSource({"LeakAfter, LEAK_AFTER", "Interval, INTERVAL", "LogLevel, LOG_LEVEL"})
    void a_setting_can_be_read_and_written(String attribute, Setting setting) throws JMException {
        assertThat(server.getAttribute(name, attribute)).isEqualTo("default");

        server.setAttribute(name, new Attribute(attribute, "5s"));

        assertThat(agent.settings).hasSize(1).containsEntry(setting, "5s");
        assertThat(server.getAttribute(name, attribute)).isEqualTo("5s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LeakAfter", "Interval", "LogLevel"})
    void a_wrong_value_is_refused_in_words_that_every_client_can_read(String attribute) {
        assertThatExceptionOfType(RuntimeMBeanException.class)
                .isThrownBy(() -> server.setAttribute(name, new Attribute(attribute, "wrong")))
                .havingCause()
                .isInstanceOf(IllegalArgumentException.class)
                .withMessage("'wrong' is no value");
        assertThat(agent.settings).isEmpty();
    }

    @Test
    void numbers_cannot_be_written() {
        assertThatExceptionOfType(JMException.class)
                .isThrownBy(() -> server.setAttribute(name, new Attribute(Metric.LEAKED.attribute(), 0)));
    }

    // ---- operations ----

    @Test
    void each_report_is_of_the_moment() throws JMException {
        leak(7, "buy");

        assertThat(call("textReport")).isEqualTo("text of 1");
        assertThat(call("openReport")).isEqualTo("open text of 1");
        assertThat(call("jsonReport")).isEqualTo("json of 1");
        assertThat(call("htmlReport")).isEqualTo("html of 1");
        leak(8, "buy");
        assertThat(call("scan")).isEqualTo(2);
        assertThat(agent.asked).hasSize(5).containsOnly("report anew");
    }

    @Test
    void leaked_sockets_are_listed_one_by_one() throws JMException {
        leak(7, "buy");
        Records.opened(registry, owner, 8, site("sell"));

        assertThat(rows(call("leakedSockets"))).singleElement().satisfies(row -> {
            assertThat(row.get("descriptor")).isEqualTo(7);
            assertThat(row.get("state")).isEqualTo("CLOSE_WAIT");
            assertThat(row.get("leaked")).isEqualTo(true);
            assertThat(row.get("verdict")).isEqualTo("never closed");
            assertThat(row.get("lookAt")).isEqualTo(PLACE);
            assertThat(row.get("local")).isEqualTo("127.0.0.1:40007");
            assertThat(row.get("peer")).isEqualTo("127.0.0.1:6379");
            assertThat(row.get("direction")).isEqualTo("connected");
            assertThat(row.get("openedBy")).isEqualTo(Thread.currentThread().getName());
            assertThat(row.get("lastReadMillis")).isEqualTo(-1L);
            assertThat(row.get("known")).isEqualTo("");
            assertThat(row.get("openingStack")).isEqualTo(PLACE);
        });
    }

    @Test
    void open_sockets_are_listed_with_their_state() throws JMException {
        Records.opened(registry, owner, 7, site("buy"));
        Records.closedByApplication(
                Records.opened(registry, owner, 8, site("buy")),
                registry.clock().now());

        assertThat(rows(call("openSockets", "port:80")))
                .extracting(row -> row.get("descriptor"), row -> row.get("state"), row -> row.get("leaked"))
                .containsExactlyInAnyOrder(tuple(7, "OPEN", false), tuple(8, "CLOSED_BUT_HELD", false));
        assertThat(agent.asked).containsExactly("open sockets 'port:80'");
    }

    @Test
    void sockets_that_the_garbage_collector_closed_are_asked_for_from_an_id_on() throws JMException {
        assertThat(rows(call("socketsClosedByGc", 17L, "port:80"))).isEmpty();

        assertThat(agent.asked).containsExactly("closed after 17 'port:80'");
    }

    @Test
    void ids_may_have_blanks_around_them() throws JMException {
        assertThat(call("socketReport", "17, 23")).isEqualTo("text of [17, 23]");
        assertThat(call("closeSockets", " 23 ,17")).isEqualTo("close [17, 23] ''");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"'', ''", "'17,', ''", "x, x", "'17;18', '17;18'", "1.5, 1.5"},
            nullValues = "null")
    void what_is_no_id_is_refused_by_name(String ids, String wrong) {
        for (String operation : new String[] {"socketReport", "closeSockets"}) {
            assertThatExceptionOfType(RuntimeMBeanException.class)
                    .isThrownBy(() -> call(operation, ids))
                    .havingCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .withMessage("'" + wrong + "' is not a socket's id, which is a number");
        }
    }

    @Test
    void a_whole_origin_is_closed_by_its_fingerprint() throws JMException {
        assertThat(call("closeSite", "abc")).isEqualTo("close [] 'abc'");
    }

    @Test
    void a_wish_and_a_stop_are_passed_on() throws JMException {
        call("publishReport");
        call("stop");

        assertThat(agent.asked).containsExactly("publish", "stop");
    }

    @Test
    void the_bean_takes_the_place_of_one_that_an_earlier_agent_left() throws JMException {
        MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
        Closewait first = new Closewait(agent);
        Closewait second = new Closewait(agent);
        assertThat(Closewait.isServerStarted()).isTrue();

        first.register();
        second.register();
        assertThat(platform.isRegistered(name)).isTrue();
        second.unregister();

        assertThat(platform.isRegistered(name)).isFalse();
    }
}
