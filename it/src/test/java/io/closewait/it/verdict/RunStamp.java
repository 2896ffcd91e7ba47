package io.closewait.it.verdict;

import io.closewait.it.harness.Artifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** When and of which source a run of the suite was, as {@code 2026-11-27, 0a1b2c3}; a {@code +} stands for changes not committed. */
final class RunStamp {
    @SuppressWarnings("TimeInStaticInitializer") // the time of the run, the same for all that it writes
    private static final String NOW = LocalDate.now(ZoneOffset.UTC) + ", " + commit();

    private RunStamp() {}

    static String now() {
        return NOW;
    }

    private static String commit() {
        try {
            String commit = git("rev-parse", "--short", "HEAD");
            boolean isChanged = !git("status", "--porcelain", "--untracked-files=no").isEmpty();
            return commit + (isChanged ? "+" : "");
        } catch (IOException noGit) {
            return "no commit";
        }
    }

    private static String git(String... arguments) throws IOException {
        ProcessBuilder git = new ProcessBuilder(arguments);
        git.command().add(0, "git");
        Process process = git.directory(Artifacts.project().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    }
}
