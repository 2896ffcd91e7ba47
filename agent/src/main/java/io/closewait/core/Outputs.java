package io.closewait.core;

import io.closewait.core.config.LogFormat;
import io.closewait.core.config.Options;
import io.closewait.core.log.AgentLog;
import io.closewait.core.log.LogSink;
import io.closewait.core.report.AtomicFile;
import io.closewait.core.report.ReportForm;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/** Opens at start what must be open when no descriptor is left, and tells whoever named a file that it cannot be written. */
final class Outputs {
    private Outputs() {}

    /** Complains first, so that a wrong path is seen by whoever wrote it, and not only in the log. */
    static void open(Options options, Instrumentation instrumentation) {
        applyFormat(options);
        checkFiles(options);
        AgentLog.level(options.get(Options.LOG_LEVEL).name());
        openLog(options, instrumentation);
    }

    /** The same for changed options; a log that stays the same is not opened anew. */
    static void reopen(Options before, Options now, Instrumentation instrumentation) {
        if (isSameLog(before, now)) {
            applyFormat(now);
            checkFiles(now);
            AgentLog.level(now.get(Options.LOG_LEVEL).name());
        } else {
            open(now, instrumentation);
        }
    }

    /** Before the first line is written: a log shipper has to read that one, too. */
    static void applyFormat(Options options) {
        LogSink.asJson(options.get(Options.LOG_FORMAT) == LogFormat.JSON);
    }

    private static boolean isSameLog(Options before, Options now) {
        return now.text(Options.LOG).equals(before.text(Options.LOG))
                && now.text(Options.LOG_SIZE).equals(before.text(Options.LOG_SIZE))
                && now.text(Options.LOG_FILES).equals(before.text(Options.LOG_FILES));
    }

    private static void checkFiles(Options options) {
        for (ReportForm form : ReportForm.values()) {
            Path path = options.file(form);
            String problem = path == null ? "" : AtomicFile.problem(path);
            if (!problem.isEmpty()) {
                LogSink.line("closewait: option " + form.key() + "='" + path + "' cannot be written: " + problem
                        + "; going on without that file");
            }
        }
    }

    private static void openLog(Options options, Instrumentation instrumentation) {
        String target = options.get(Options.LOG);
        if (target.equals("off")) {
            LogSink.toNowhere();
        } else if (target.equals("stderr")) {
            LogSink.toStandardError();
        } else if (target.equals("slf4j")) {
            LogSink.toApplicationLog(instrumentation);
        } else {
            openLogFile(target, options.get(Options.LOG_SIZE), options.get(Options.LOG_FILES));
        }
    }

    private static void openLogFile(String target, @Nullable Long maxBytes, int formerFiles) {
        try {
            LogSink.toFile(Paths.get(target), maxBytes == null ? Long.MAX_VALUE : maxBytes, formerFiles);
        } catch (IOException | RuntimeException e) {
            LogSink.toStandardError();
            LogSink.line("closewait: option log='" + target + "' cannot be written (" + e + "); using stderr");
        }
    }
}
