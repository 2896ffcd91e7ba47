package io.closewait.core.report;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.History;
import io.closewait.core.diagnose.Report;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The report for the browser: one file with the JSON report inside, and the style and script that show it. Names of hosts,
 * threads and classes come from outside: Gson escapes what HTML could take for markup, the script writes text only, and the
 * page's own policy lets no script run but that one.
 */
public final class HtmlReport {
    /** Where the template wants a style or a script: a comment that names the resource. */
    private static final Pattern SLOT = Pattern.compile("/\\* (\\w+\\.(?:css|js)) \\*/");

    private static final String DATA_SLOT = "{\"report\": \"goes here\"}";

    /** Escapes {@code < > & ' =} and the line separators that JavaScript knows: that is Gson's default. */
    private static final Gson GSON = new Gson();

    private static volatile @Nullable String template;

    private HtmlReport() {}

    /** Reads the template, so that a report needs no further look into the jar. */
    public static void prepare() {
        try {
            template();
        } catch (UncheckedIOException damagedJar) {
            // each report says so, and the others come out all the same
        }
    }

    /** The whole page. */
    public static String of(Report report, About about, Frames frames, History history) {
        return page(JsonReport.tree(report, about, frames, history));
    }

    static String page(JsonObject report) {
        return template().replace(DATA_SLOT, GSON.toJson(report));
    }

    private static String template() {
        String ready = template;
        if (ready == null) {
            Matcher slot = SLOT.matcher(resource("report.html"));
            StringBuffer whole = new StringBuffer();
            while (slot.find()) {
                slot.appendReplacement(whole, Matcher.quoteReplacement(resource(slot.group(1))));
            }
            ready = slot.appendTail(whole).toString();
            template = ready;
        }
        return ready;
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is not in the agent's jar");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
            return new String(out.toByteArray(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
