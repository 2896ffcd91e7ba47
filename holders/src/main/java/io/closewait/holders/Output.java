package io.closewait.holders;

import io.closewait.holders.leaks.HtmlPage;
import io.closewait.holders.report.HolderReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Where results and progress go: standard output and error, and the HTML file. */
final class Output {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final @Nullable Path html;

    Output(CommandLine commandLine, boolean json, @Nullable Path html) {
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
        this.json = json;
        this.html = html;
    }

    /** A line for whoever waits. */
    void say(String line) {
        err.println("closewait: " + line);
        err.flush();
    }

    void ask(String question) {
        err.print("closewait: " + question + " ");
        err.flush();
    }

    /** Whether the agent's HTML page is wanted. */
    boolean wantsPage() {
        return html != null;
    }

    /** @param page the agent's HTML page, if one is wanted */
    void print(HolderReport report, String page) throws IOException {
        out.print(json ? report.json() : report.text());
        out.flush();
        if (html != null) {
            Files.deleteIfExists(html);
            Files.createFile(html, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(html, HtmlPage.merged(page, report.tree(), report.text()));
            say("wrote " + html);
        }
    }
}
