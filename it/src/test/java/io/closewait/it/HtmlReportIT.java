package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
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
import java.util.function.Consumer;
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

    /** A word is what stands between signs and blanks; one of thirty letters and more may be broken between its parts. */
    private static final String MEASURING = """
            addEventListener("load", () => {
                const height = document.documentElement.scrollHeight;
                [...document.querySelectorAll("button")].find(each => each.textContent === "Unfold all").click();
                const walk = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
                const broken = [];
                let words = 0;
                while (walk.nextNode()) {
                    for (const word of walk.currentNode.data.matchAll(/\\w+/g)) {
                        const range = document.createRange();
                        range.setStart(walk.currentNode, word.index);
                        range.setEnd(walk.currentNode, word.index + word[0].length);
                        const lines = [...range.getClientRects()].filter(each => each.width > 1).map(each => Math.round(each.top));
                        words++;
                        if (new Set(lines).size > 1) {
                            broken.push(word[0]);
                        }
                    }
                }
                parent.postMessage(JSON.stringify({
                    height, words, broken,
                    unfolded: document.documentElement.scrollHeight,
                    scrollWidth: document.documentElement.scrollWidth,
                    elements: document.querySelectorAll("*").length,
                }), "*");
            });
            """;

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
        assertThat(page.select(".match").text()).contains("matches look at").contains("PaymentClient.charge");
        assertThat(page.select(".match mark").text()).isEqualTo("PaymentClient");
    }

    @Test
    void a_filter_says_which_field_it_found_its_word_in() throws Exception {
        Document page = show(
                changed(json -> leak(json, 0)
                        .getAsJsonArray("threads")
                        .get(0)
                        .getAsJsonObject()
                        .addProperty("name", "worker-17")),
                "filter=RKER-17");

        assertThat(page.select("tr.place .match").eachText()).containsExactly("matches thread worker-17");
        assertThat(page.select(".match mark").text()).isEqualTo("rker-17");
    }

    @Test
    void the_header_names_host_and_the_JVM_s_own_clock() throws Exception {
        Document page = show(
                changed(json -> {
                    json.addProperty("generated", "2026-11-27T23:30:05.007Z");
                    json.getAsJsonObject("jvm").addProperty("zone", "+09:00");
                    json.getAsJsonObject("jvm").addProperty("host", "shop-1");
                }),
                "");

        assertThat(page.select(".about").text()).contains(" on shop-1 ").contains("made 2026-11-28 08:30:05 +09:00");
    }

    @Test
    void sockets_of_unknown_origin_make_the_page_red() throws Exception {
        Document page = show(
                changed(json -> {
                    json.add("leaks", new JsonArray());
                    json.add("neverAccepted", new JsonArray());
                    JsonObject totals = json.getAsJsonObject("totals");
                    totals.addProperty("leaked", 0);
                    totals.addProperty("neverAccepted", 0);
                    totals.addProperty("unknownOrigin", 3);
                    json.getAsJsonArray("unknownOrigin").add(unknownSocket());
                    json.getAsJsonArray("unknownGroups").add(unknownGroup());
                }),
                "");

        assertThat(page.select("h1.bad").text()).isEqualTo("3 sockets in CLOSE_WAIT: 3 of unknown origin");
        assertThat(page.select(".tile.bad").text()).startsWith("Leaked 0").contains("3 of unknown origin");
        assertThat(page.select("section:has(h2:matches(Unknown origin)) .item").text())
                .isEqualTo("3 sockets to 10.0.0.2:80, not used since the agent started");
    }

    @Test
    void characters_that_turn_the_direction_of_a_text_are_shown_escaped() throws Exception {
        Document page = show(
                changed(json -> {
                    json.getAsJsonObject("jvm").addProperty("program", "shop\u202egnp.jar");
                    json.getAsJsonObject("jvm").addProperty("host", "web\u2066\u0007");
                }),
                "");

        assertThat(page.select(".about").text()).contains("shop\\u202egnp.jar").contains("web\\u2066\\u0007");
        assertThat(page.title()).contains("shop\\u202egnp.jar");
        page.getElementById("report").remove();
        assertThat(page.text()).doesNotContain("\u202e", "\u2066");
    }

    @Test
    void leaks_that_ended_are_told_with_their_stacks() throws Exception {
        Document page = show(
                changed(json -> {
                    JsonObject ended = new JsonObject();
                    ended.addProperty("count", 2);
                    ended.addProperty("by", "application");
                    ended.addProperty("longestMillis", 5000);
                    ended.addProperty("peer", "10.0.0.1:80");
                    ended.add("stacks", leak(json, 0).get("stacks"));
                    json.getAsJsonArray("ended").add(ended);
                }),
                "");

        assertThat(page.select("section h2").eachText()).contains("Ended since the previous report");
    }

    @Test
    void hundreds_of_places_are_grouped_by_line_and_shown_in_parts() throws Exception {
        Path many = changed(json -> manyPlaces(json, 301));

        Document page = show(many, "");
        JsonObject measured = measured(many, 1280);

        assertThat(page.select("tr.places .verdict").text()).contains("101 places");
        assertThat(page.select("table.sites > tbody")).hasSize(50);
        assertThat(page.select("button.more:not([hidden])").text()).isEqualTo("Show more");
        assertThat(measured.get("height").getAsInt()).isLessThan(8_000);
        assertThat(measured.get("unfolded").getAsInt()).as("Unfold all").isGreaterThan(8_000);
        assertThat(measured.get("elements").getAsInt()).as("made by it").isLessThan(60_000);
    }

    @Test
    void on_a_phone_no_word_is_broken_in_the_middle() throws Exception {
        JsonObject measured = measured(file, 390);

        assertThat(measured.getAsJsonArray("broken")).isEmpty();
        assertThat(measured.get("words").getAsInt()).isGreaterThan(1_000);
        assertThat(measured.get("scrollWidth").getAsInt())
                .as("nothing sticks out")
                .isLessThanOrEqualTo(390);
    }

    private static JsonObject unknownSocket() {
        return JsonParser.parseString("""
                {"fd": 7, "local": "10.0.0.1:4000", "peer": "10.0.0.2:80", "inode": 4711, "unreadBytes": 0,
                 "firstSeen": "2026-11-27T23:30:05.007Z"}""").getAsJsonObject();
    }

    private static JsonObject unknownGroup() {
        return JsonParser.parseString("""
                {"state": "CLOSE_WAIT", "direction": "connected", "peer": "10.0.0.2:80", "localPort": 4000, "count": 3}""").getAsJsonObject();
    }

    /** The same page with another report in it. */
    private static Path changed(Consumer<JsonObject> change) throws IOException {
        String html = Files.readString(file);
        String data = Jsoup.parse(html).getElementById("report").data();
        JsonObject json = JsonParser.parseString(data).getAsJsonObject();
        change.accept(json);
        return Files.writeString(
                Files.createTempFile(folder, "changed", ".html"), html.replace(data, new Gson().toJson(json)));
    }

    private static JsonObject leak(JsonObject json, int index) {
        return json.getAsJsonArray("leaks").get(index).getAsJsonObject();
    }

    /** One in three at the same line. */
    private static void manyPlaces(JsonObject json, int count) {
        JsonArray leaks = new JsonArray();
        for (int i = 0; i < count; i++) {
            JsonObject leak =
                    leak(json, i % json.getAsJsonArray("leaks").size()).deepCopy();
            leak.addProperty("lookAt", "com.example.Shop.buy" + (i % 3 == 0 ? "" : i) + "(Shop.java:17)");
            leaks.add(leak);
        }
        json.add("leaks", leaks);
    }

    /**
     * What the page looks like in a frame of that width (a window has a least one), all unfolded at last. The script that measures
     * needs the page's policy away.
     */
    private static JsonObject measured(Path html, int width) throws IOException, InterruptedException {
        Path inner = Files.writeString(
                Files.createTempFile(folder, "measured", ".html"),
                Files.readString(html)
                        .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                        .replace("</body>", "<script>" + MEASURING + "</script></body>"));
        Path frame = Files.writeString(
                Files.createTempFile(folder, "frame", ".html"),
                "<body><iframe width=" + width + " height=900 src=\"" + inner.toUri() + "\"></iframe>"
                        + "<script>onmessage = event => { document.body.textContent = event.data; }</script></body>");
        return JsonParser.parseString(browser.open(frame, "").document().body().text())
                .getAsJsonObject();
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
