package io.closewait.holders.leaks;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.regex.Matcher;

/** The agent's HTML page, with who holds the sockets below it. Its own policy runs no script but the agent's; none is added. */
public final class HtmlPage {
    private HtmlPage() {}

    /**
     * @param report what takes the place of the page's data
     * @param holders lines of text
     */
    public static String merged(String page, JsonObject report, String holders) {
        Matcher data = LeakReport.IN_HTML.matcher(page);
        if (!data.find()) {
            throw new IllegalArgumentException("no HTML page of the agent");
        }
        String section = "<section id=\"holders\">\n<h2>Who holds the sockets</h2>\n<pre>" + escaped(holders)
                + "</pre>\n</section>\n";
        // Gson escapes what could end the element.
        return page.substring(0, data.start())
                + section
                + data.group(1)
                + new Gson().toJson(report)
                + page.substring(data.end(2));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
