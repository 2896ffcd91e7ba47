package io.closewait.core;

import io.closewait.core.code.Frames;
import io.closewait.core.config.Options;
import io.closewait.core.diagnose.History;
import io.closewait.core.diagnose.LeakGroup;
import io.closewait.core.diagnose.Report;
import io.closewait.core.log.AgentLog;
import io.closewait.core.log.LogEvent;
import io.closewait.core.report.About;
import io.closewait.core.report.AtomicFile;
import io.closewait.core.report.ReportEvents;
import io.closewait.core.report.ReportForm;
import io.closewait.core.report.TextReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Puts a report into its forms, and the forms where the options say. Used by the reporter's thread and JMX clients. */
final class Publisher {
    private final Frames frames;
    private final History history;
    private final About started;
    private volatile Options options;
    private boolean areFilesBehind;

    Publisher(Options options, boolean attached, Frames frames, History history) {
        this.options = options;
        this.frames = frames;
        this.history = history;
        this.started = JvmFacts.about(options, attached);
    }

    void reconfigure(Options newOptions) {
        options = newOptions;
    }

    /** Loads what the wanted forms need, while there are descriptors to load it with. */
    void prepare() {
        for (ReportForm form : ReportForm.values()) {
            if (options.file(form) != null) {
                form.prepare();
            }
        }
    }

    /** Whether a file is wanted even when nothing leaks. */
    boolean isFileWanted() {
        for (ReportForm form : ReportForm.values()) {
            if (options.file(form) != null) {
                return true;
            }
        }
        return false;
    }

    /** To the log, if a person should hear of it, and to the files. */
    void publish(Report report) {
        boolean isAskedFor = report.reason != Report.Reason.CHANGE && report.reason != Report.Reason.SHUTDOWN;
        if (isAskedFor || report.hasNews()) {
            String text = text(report);
            AgentLog.report(text, () -> ReportEvents.of(report, about(), text.split("\n", 2)[0], LogEvent::new));
        }
        publishFiles(report);
    }

    /** To the files alone. */
    void publishFiles(Report report) {
        boolean areWritten = true;
        for (ReportForm form : ReportForm.values()) {
            areWritten &= write(form, report);
        }
        areFilesBehind = !areWritten;
    }

    /** Whether a file could not be written the last time, on a full disk for instance. */
    boolean areFilesBehind() {
        return areFilesBehind;
    }

    /** False if it could not be written, which is said once until all can be again. */
    private boolean write(ReportForm form, Report report) {
        Path path = options.file(form);
        if (path == null) {
            return true;
        }
        try {
            new AtomicFile(path, options.get(Options.FILE_MODE)).write(in(form, report));
            return true;
        } catch (IOException e) {
            if (!areFilesBehind) {
                AgentLog.logger().warn("closewait: the {} report could not be written ({})", form.key(), e.toString());
            }
            return false;
        }
    }

    About about() {
        return started.with(options.given(), options.get(Options.LEAK_AFTER).toMillis());
    }

    String text(Report report) {
        return written(TextReport.of(report, about(), frames, options.get(Options.OPEN_ORIGINS)));
    }

    /** With all open sockets by origin, whatever the options say. */
    String openText(Report report) {
        return written(TextReport.of(report, about(), frames, true));
    }

    /** Some groups only. */
    String text(List<LeakGroup> groups) {
        return written(TextReport.of(groups, frames));
    }

    String json(Report report) {
        return in(ReportForm.JSON, report);
    }

    String html(Report report) {
        return in(ReportForm.HTML, report);
    }

    private String in(ReportForm form, Report report) {
        return written(form.of(report, about(), frames, history));
    }

    /** A form may name frames that the report itself has not asked about: what that needed is of no use any more. */
    private String written(String text) {
        frames.reported();
        return text;
    }
}
