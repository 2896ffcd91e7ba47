package io.closewait.holders.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeakReportTest {
    private static final String REPORT = "{\"format\": \"closewait-report\", \"agent\": {\"options\": {\"application\":"
            + " \"com.acme.;org.acme.\"}}, \"leaks\": [{\"title\": \"never closed\", \"state\": \"CLOSE_WAIT\","
            + " \"fingerprint\": \"f1\", \"count\": 12, \"sockets\": [{\"fd\": 7}, {\"fd\": 9}]}]}";

    @Test
    void a_group_has_the_descriptors_that_the_report_names() throws IOException {
        LeakGroup group = LeakReport.parse(REPORT).groups().get(0);

        assertThat(group.count()).isEqualTo(12);
        assertThat(group.descriptors()).containsExactlyInAnyOrder(7, 9);
    }

    @Test
    void a_group_has_the_descriptors_of_the_agents_table_that_are_of_its_kind() throws IOException {
        List<LeakedSocket> table = List.of(
                new LeakedSocket(1, 20, "never closed", "CLOSE_WAIT", "f1"),
                new LeakedSocket(2, 21, "never closed", "CLOSE_WAIT", "f2"),
                new LeakedSocket(3, 22, "abandoned", "CLOSE_WAIT", "f1"));

        assertThat(LeakReport.parse(REPORT).groups(table).get(0).descriptors()).containsExactly(20);
    }

    @Test
    void a_report_is_read_out_of_its_page_and_put_back_with_the_holders() throws IOException {
        String page = "<body><script type=\"application/json\" id=\"report\">" + REPORT + "</script></body>";
        LeakReport report = LeakReport.parse(page);

        assertThat(report.groups()).hasSize(1);
        assertThat(HtmlPage.merged(page, report.json(), "held by <init>"))
                .contains("<pre>held by &lt;init&gt;</pre>", "\"fingerprint\":\"f1\"")
                .endsWith("</script></body>");
    }

    @Test
    void options_that_are_lists_are_split() throws IOException {
        LeakReport report = LeakReport.parse(REPORT);

        assertThat(report.option("application")).containsExactly("com.acme.", "org.acme.");
        assertThat(report.option("libraries")).isEmpty();
    }

    @Test
    void what_is_no_report_is_refused() {
        assertThatThrownBy(() -> LeakReport.parse("{\"format\": \"something else\"}"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> LeakReport.parse("no JSON")).isInstanceOf(IOException.class);
    }

    @Test
    void descriptors_alone_are_a_report() {
        assertThat(LeakReport.of(Set.of(3, 4)).groups().get(0).descriptors()).containsExactlyInAnyOrder(3, 4);
    }
}
