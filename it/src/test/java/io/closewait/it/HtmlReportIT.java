package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.closewait.it.harness.Browser;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.programs.HostileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTML report of the demo {@code mixed}, in a real browser. One JDK is enough: the page is the same on each. */
class HtmlReportIT {
    private static final Jdk JDK =
            Jdk.at(Path.of(System.getProperty("java.home"))).orElseThrow();

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Path file;
    private static JsonReport report;

    @BeforeAll
    static void make_the_report() throws Exception {
        browser = Browser.find(folder);
        file = folder.resolve("mixed.html");
        try (ForkedJvm demo = Fork.on(JDK)
                .agent("leakAfter=4s", "interval=1s", "html=" + file)
                .demo("mixed", "--hold", "60")) {
            report = awaitReport(file, r -> r.leaks().size() >= 6 && r.total("neverAccepted") > 0);
        }
    }

    private static JsonReport awaitReport(Path html, Predicate<JsonReport> condition) {
        return Awaitility.await("a report in " + html)
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> Files.exists(html) ? dataOf(Files.readString(html)) : null,
                        r -> r != null && condition.test(r));
    }

    /** The JSON inside the page. */
    private static JsonReport dataOf(String html) {
        Element data = Jsoup.parse(html).getElementById("report");
        assertThat(data).as("the page's data").isNotNull();
        return JsonReport.parse(data.data());
    }

    private static Document show(String fragment) throws IOException, InterruptedException {
        return show(file, fragment);
    }

    private static Document show(Path html, String fragment) throws IOException, InterruptedException {
        Browser.Page page = browser.open(html, fragment);
        assertThat(page.console()).as("the browser's console").isEmpty();
        return page.document();
    }

    @Test
    void the_page_has_the_timeline_and_a_row_for_each_place_and_no_error() throws Exception {
        Document page = show("");

        assertThat(page.select("h1").text()).contains(report.total("leaked") + " sockets leak");
        assertThat(page.select("svg.timeline path.line").eachAttr("d"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).startsWith("M").contains("H"));
        assertThat(page.select("tr.place")).hasSameSizeAs(report.leaks());
        for (JsonReport.Group group : report.leaks()) {
            assertThat(page.select("tr.place .look-at .source").eachText())
                    .contains(group.lookAt().substring(group.lookAt().indexOf('(')));
        }
        assertThat(page.select("section h2").eachText())
                .contains("Never accepted", "Half-closed and busy", "Options in force");
        assertThat(page.select(".kernel-line").text()).contains(report.kernelCloseWait() + " in CLOSE_WAIT");
        assertThat(page.select("tr.detail:not([hidden])")).isEmpty();
    }

    @Test
    void the_history_is_in_the_report_and_ends_with_what_was_counted() {
        JsonObject last = report.json().getAsJsonArray("history").asList().stream()
                .map(element -> element.getAsJsonObject())
                .reduce((before, after) -> after)
                .orElseThrow();

        assertThat(last.get("atMillis").getAsLong())
                .isBetween(
                        0L,
                        report.json().getAsJsonObject("jvm").get("uptimeMillis").getAsLong());
        assertThat(last.get("peerClosed").getAsInt()).isGreaterThanOrEqualTo(report.total("leaked"));
        assertThat(last.get("open").getAsInt())
                .isGreaterThanOrEqualTo(last.get("peerClosed").getAsInt());
    }

    @Test
    void unfolded_the_page_shows_each_stack_with_the_frame_to_look_at() throws Exception {
        Document page = show("open=all");

        assertThat(page.select("tr.detail:not([hidden])")).hasSameSizeAs(report.leaks());
        assertThat(page.select("tr.detail details:not([open])")).isEmpty();
        assertThat(page.select("tr.detail .frame.application.guilty"))
                .hasSizeGreaterThanOrEqualTo(report.leaks().size());
        assertThat(page.select("tr.detail .frame.guilty").eachText())
                .anyMatch(frame -> frame.contains("PaymentClient.charge(PaymentClient.java:"));
        assertThat(page.select("button.fold[aria-expanded=false]")).isEmpty();
    }

    @Test
    void a_filter_shows_the_places_with_that_word_anywhere() throws Exception {
        Document page = show("filter=PaymentClient");

        assertThat(page.select("table.sites tbody:not([hidden]) .look-at").eachText())
                .singleElement()
                .asString()
                .contains("PaymentClient.charge");
        assertThat(page.select(".shown").text())
                .isEqualTo("1 of " + report.leaks().size() + " places shown");
    }

    @Test
    void the_address_chooses_order_verdict_and_colours() throws Exception {
        JsonReport.Group leak = report.leaks().get(0);
        Document page = show("sort=code&verdict=" + leak.verdict() + "&theme=dark");

        assertThat(page.select("th[aria-sort=ascending]").text()).startsWith("Look at");
        assertThat(page.select("table.sites tbody .look-at .method").eachText()).isSorted();
        assertThat(page.select("table.sites tbody:not([hidden]) .verdict strong")
                        .eachText())
                .isNotEmpty()
                .containsOnly(leak.text("title"));
        assertThat(page.select("html").attr("data-theme")).isEqualTo("dark");
    }

    @Test
    void names_that_are_markup_are_shown_as_text_and_do_nothing() throws Exception {
        String host = "<img src=x onerror=document.title='owned'>";
        String thread =
                "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";
        Path html = folder.resolve("hostile.html");
        Document page;
        try (ForkedJvm jvm = Fork.on(JDK)
                .agent("leakAfter=1s", "interval=1s", "html=" + html)
                .main(HostileNames.class, host, thread)) {
            awaitReport(html, r -> r.total("leaked") == 1);
            page = show(html, "open=all");
            try (JmxClient jmx = JmxClient.connect(jvm)) {
                assertThat(dataOf(jmx.htmlReport()).total("leaked")).isEqualTo(1);
            }
        }

        assertThat(page.title()).startsWith("1 socket leaks");
        assertThat(page.select("img, [onerror]")).isEmpty();
        assertThat(page.select("script")).hasSize(2);
        assertThat(page.select("table.plain td").eachText()).contains(thread).anyMatch(cell -> cell.contains(host));
    }

    /** Without this the tests above would prove nothing. */
    @Test
    void the_console_tells_of_errors_and_of_what_the_policy_refused() throws Exception {
        Path html = Files.writeString(
                folder.resolve("wrong.html"),
                "<!doctype html><meta http-equiv='Content-Security-Policy' content=\"script-src 'unsafe-inline'; img-src"
                        + " 'none'\"><img src='x.png'><script>noSuchFunction()</script>");

        assertThat(browser.open(html, "").console())
                .anyMatch(line -> line.contains("noSuchFunction is not defined"))
                .anyMatch(line -> line.contains("Content Security Policy"));
    }
}
