package io.closewait.core;

import io.closewait.core.code.Frames;
import io.closewait.core.config.Option;
import io.closewait.core.config.Options;
import io.closewait.core.diagnose.History;
import io.closewait.core.diagnose.Report;
import io.closewait.core.report.About;
import io.closewait.core.report.HtmlReport;
import io.closewait.core.report.JUnitReport;
import io.closewait.core.report.JsonReport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The forms of a report that are written to files: a new one is an entry here, and its option. */
enum ReportForm {
    JSON(Options.JSON) {
        @Override
        String of(Report report, About about, Frames frames, History history) {
            return JsonReport.of(report, about, frames, history);
        }
    },
    HTML(Options.HTML) {
        @Override
        String of(Report report, About about, Frames frames, History history) {
            return HtmlReport.of(report, about, frames, history);
        }

        @Override
        void prepare() {
            HtmlReport.prepare();
        }
    },
    JUNIT_XML(Options.JUNIT_XML) {
        @Override
        String of(Report report, About about, Frames frames, History history) {
            return JUnitReport.of(report, about, frames);
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // an option does not change
    private final Option<@Nullable Path> file;

    ReportForm(Option<@Nullable Path> file) {
        this.file = file;
    }

    /** The report in this form. */
    abstract String of(Report report, About about, Frames frames, History history);

    /** Loads what it needs, while there are descriptors to load it with. */
    void prepare() {}

    /** What users call it: the key of its option. */
    String key() {
        return file.key();
    }

    /** Where it is to be written, null for nowhere. */
    @Nullable
    Path file(Options options) {
        return options.get(file);
    }
}
