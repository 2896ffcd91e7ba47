package io.closewait.core.report;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.History;
import io.closewait.core.diagnose.Report;

/** The forms of a report that are written to files: an entry here is a form and the option that names its file. */
public enum ReportForm {
    JSON("json", "write each report as JSON to this file, replaced atomically") {
        @Override
        public String of(Report report, About about, Frames frames, History history) {
            return JsonReport.of(report, about, frames, history);
        }
    },
    HTML("html", "write each report as a page for the browser to this file, replaced atomically; it needs no network") {
        @Override
        public String of(Report report, About about, Frames frames, History history) {
            return HtmlReport.of(report, about, frames, history);
        }

        @Override
        public void prepare() {
            HtmlReport.prepare();
        }
    },
    JUNIT_XML(
            "junitXml",
            "write each report for a build server to this file, as JUnit's XML: each place that leaks is a failed test") {
        @Override
        public String of(Report report, About about, Frames frames, History history) {
            return JUnitReport.of(report, about, frames);
        }
    };

    private final String key;
    private final String documentation;

    ReportForm(String key, String documentation) {
        this.key = key;
        this.documentation = documentation;
    }

    /** The report in this form. */
    public abstract String of(Report report, About about, Frames frames, History history);

    /** Loads what it needs, while there are descriptors to load it with. */
    public void prepare() {}

    /** What users call it: the key of its option. */
    public String key() {
        return key;
    }

    /** The documentation of its option. */
    public String documentation() {
        return documentation;
    }
}
