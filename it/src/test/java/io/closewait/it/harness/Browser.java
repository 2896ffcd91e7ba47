package io.closewait.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A Chromium without a window that opens files, lets their scripts run and hands out what became of the page. */
public final class Browser {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final long PATIENCE_SECONDS = 60;

    private final Path program;
    private final Path scratch;

    private Browser(Path program, Path scratch) {
        this.program = program;
        this.scratch = scratch;
    }

    /** The page after its scripts ran, and the lines of the browser's console: errors and what the policy refused. */
    public record Page(Document document, List<String> console) {}

    /**
     * The first Chromium on the {@code PATH}. Without one the test is skipped, and with {@code CI=true} in the environment it
     * fails.
     *
     * @param scratch an empty folder for the browser's profiles
     */
    public static Browser find(Path scratch) {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        String missing = "no Chromium on the PATH (looked for " + NAMES + "); .ci/install-chromium installs one";
        if (program.isEmpty()) {
            return "true".equals(System.getenv("CI")) ? fail(missing) : abort("skipped: " + missing);
        }
        return new Browser(program.get(), scratch);
    }

    /** Opens the file, with a fragment such as {@code open=all} behind a {@code #}. */
    public Page open(Path file, String fragment) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory(scratch, "profile");
        Path dom = profile.resolveSibling(profile.getFileName() + ".html");
        Path log = profile.resolveSibling(profile.getFileName() + ".log");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--enable-logging=stderr",
                "--v=0",
                "--window-size=1280,900",
                "--virtual-time-budget=3000",
                "--dump-dom",
                file.toUri() + (fragment.isEmpty() ? "" : "#" + fragment)));
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Chromium still runs: " + command + "\n" + Files.readString(log));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String html = Files.readString(dom, UTF_8);
        if (html.isEmpty()) {
            throw new AssertionError("Chromium showed nothing: " + command + "\n" + Files.readString(log));
        }
        try (Stream<String> lines = Files.lines(log, UTF_8)) {
            return new Page(
                    Jsoup.parse(html),
                    lines.filter(line -> line.contains("CONSOLE")).toList());
        }
    }
}
