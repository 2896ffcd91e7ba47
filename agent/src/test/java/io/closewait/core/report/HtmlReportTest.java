package io.closewait.core.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the page whatever browser shows it; HtmlReportIT shows it in one. */
class HtmlReportTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"report\">(.*)</script>\n<script>");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<!--<script>",
                "]]>",
                "\" onload=\"alert(1)",
                "' & \\u003c \\ ",
                "$1 \\$ /* report.css */",
                "line\u2028paragraph\u2029tab\tnull\u0000",
                "\u202ereversed"
            })
    void a_name_comes_through_as_data_and_cannot_be_markup(String name) {
        JsonObject report = new JsonObject();
        report.addProperty(name, name);

        String page = HtmlReport.page(report);

        String data = dataOf(page);
        assertThat(data).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        assertThat(JsonParser.parseString(data)).isEqualTo(report);
    }

    @Test
    void the_page_is_one_file_without_slots_left_open() {
        String page = HtmlReport.page(new JsonObject());

        assertThat(page).startsWith("<!doctype html>").endsWith("</html>\n");
        assertThat(page).doesNotContainPattern("/\\* \\w+\\.(css|js) \\*/");
        assertThat(dataOf(page)).isEqualTo("{}");
    }

    /** If this fails, the style or the script has changed: put the hashes that it names into report.html. */
    @Test
    void the_policy_allows_this_style_and_this_script_and_nothing_else() throws Exception {
        String page = HtmlReport.page(new JsonObject());

        assertThat(page)
                .contains("content=\"default-src 'none'; script-src 'sha256-" + hash(page, "script")
                        + "'; style-src 'sha256-" + hash(page, "style")
                        + "'; base-uri 'none'; form-action 'none'\"");
    }

    @Test
    void nothing_in_the_page_points_to_another_file_or_the_network() {
        String page = HtmlReport.page(new JsonObject());

        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "//cdn", "url(");
        assertThat(page).doesNotContainPattern("<(link|img|iframe|object|script [^>]*src)");
    }

    @Test
    void the_script_makes_no_markup_out_of_text() {
        String page = HtmlReport.page(new JsonObject());

        assertThat(page).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }

    private static String dataOf(String page) {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).as("the page holds the data in one line").isTrue();
        return data.group(1);
    }

    private static String hash(String page, String tag) throws Exception {
        Matcher content = Pattern.compile("<" + tag + ">(.*?)</" + tag + ">", Pattern.DOTALL)
                .matcher(page);
        assertThat(content.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(UTF_8));
        return Base64.getEncoder().encodeToString(digest);
    }
}
