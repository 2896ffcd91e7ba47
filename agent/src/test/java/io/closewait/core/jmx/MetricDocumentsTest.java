package io.closewait.core.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import org.junit.jupiter.api.Test;

/**
 * What the documents and the exporters' rules say of the report's numbers and of the bean is what the code says; with
 * {@code -Ddocs.refresh} it is written anew.
 */
class MetricDocumentsTest {
    private static final Path DOCS = Path.of(System.getProperty("closewait.project"), "docs");

    @Test
    void the_page_on_JMX_lists_what_the_bean_has() throws IOException {
        MBeanInfo info = beanInfo();
        assertUpToDate("jmx.md", page -> {
            String text = withTable(page, "| number | type | JSON report | metric | meaning |", Tables.numbers());
            text = withTable(text, "| attribute | type | meaning |", Tables.attributes(info));
            text = withTable(text, "| former attribute | now | former metric | now |", Tables.formerNames());
            text = withTable(text, "| reads | what it does |", Tables.operations(info, MBeanOperationInfo.INFO));
            return withTable(text, "| changes | what it does |", Tables.operations(info, MBeanOperationInfo.ACTION));
        });
    }

    @Test
    void the_report_format_lists_the_totals() throws IOException {
        assertUpToDate("report-format.md", page -> {
            Matcher rows = Pattern.compile("(?m)(^\\| `totals\\..*\n)+").matcher(page);
            return rows.replaceFirst(Matcher.quoteReplacement(Tables.totals()));
        });
    }

    @Test
    void the_page_on_monitoring_lists_the_metrics() throws IOException {
        assertUpToDate("monitoring/README.md", page -> {
            String text = withTable(page, "| state | meaning |", Tables.states());
            text = withTable(text, "| metric | type | meaning |", Tables.metrics());
            return withTable(text, "| former metric | now |", Tables.formerMetrics());
        });
    }

    @Test
    void the_rules_for_the_JMX_exporter_have_every_metric() throws IOException {
        assertUpToDate("monitoring/jmx-exporter.yml", file -> ExporterRules.jmxExporter());
    }

    @Test
    void the_rules_for_OpenTelemetry_have_every_metric() throws IOException {
        assertUpToDate("monitoring/otel-jmx.yml", file -> ExporterRules.otel());
    }

    @Test
    void the_table_of_meters_for_Micrometer_has_every_metric() throws IOException {
        assertUpToDate(
                "../micrometer/src/main/resources/io/closewait/micrometer/meters.tsv",
                file -> ExporterRules.micrometer());
    }

    private static MBeanInfo beanInfo() {
        Closewait.Agent none = (Closewait.Agent) Proxy.newProxyInstance(
                MetricDocumentsTest.class.getClassLoader(),
                new Class<?>[] {Closewait.Agent.class},
                (proxy, method, arguments) -> {
                    throw new AssertionError("not to be asked for a description: " + method);
                });
        return new Bean(new Closewait(none), new Notifier(Closewait.NAME)).getMBeanInfo();
    }

    private interface Refresh {
        String of(String text);
    }

    private static void assertUpToDate(String name, Refresh refresh) throws IOException {
        Path file = DOCS.resolve(name);
        String expected = refresh.of(Files.readString(file));
        if (System.getProperty("docs.refresh") != null) {
            Files.writeString(file, expected);
        }

        assertThat(Files.readString(file))
                .as(name + "; to refresh it: mvn test -pl agent -Dtest=MetricDocumentsTest -Ddocs.refresh")
                .isEqualTo(expected);
    }

    /** The page with these rows in the table with this heading. */
    private static String withTable(String page, String heading, String rows) {
        assertThat(page).contains(heading + "\n");
        int start = page.indexOf('\n', page.indexOf(heading + "\n") + heading.length() + 1) + 1; // after the dashes
        Matcher table = Pattern.compile("(\\|.*\n)*").matcher(page).region(start, page.length());
        assertThat(table.lookingAt()).isTrue();
        return page.substring(0, start) + rows + page.substring(table.end());
    }
}
