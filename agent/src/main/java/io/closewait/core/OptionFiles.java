package io.closewait.core;

import io.closewait.core.config.Options;
import io.closewait.core.diagnose.KnownLeaks;
import io.closewait.core.library.Libraries;
import io.closewait.core.log.AgentLog;
import io.closewait.core.report.Baseline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;

/** Reads the files that options name. One that cannot be read is logged, and the agent goes on without it. */
final class OptionFiles {
    private OptionFiles() {}

    static KnownLeaks knownLeaks(Options options) {
        Path baseline = options.get(Options.BASELINE);
        Set<String> fingerprints = Collections.emptySet();
        if (baseline != null) {
            try {
                fingerprints = Baseline.read(baseline);
            } catch (IOException e) {
                AgentLog.logger()
                        .warn(
                                "closewait: option baseline='{}' cannot be used ({}); every leak counts as new",
                                baseline,
                                e.toString());
            }
        }
        return new KnownLeaks(options.get(Options.EXCLUDE), fingerprints);
    }

    /** The libraries that the agent knows by itself, and those of the user. */
    static Libraries libraries(Options options) {
        Path ofUser = options.get(Options.LIBRARY_FILE);
        Libraries bundled = Libraries.bundled();
        try {
            return ofUser == null ? bundled : bundled.with(ofUser);
        } catch (IOException e) {
            AgentLog.logger().warn("closewait: option libraryFile='{}' cannot be used: {}", ofUser, e.getMessage());
            return bundled;
        }
    }
}
