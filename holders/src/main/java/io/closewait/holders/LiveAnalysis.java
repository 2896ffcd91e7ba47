package io.closewait.holders;

import io.closewait.holders.leaks.LeakReport;
import io.closewait.holders.leaks.LeakedSocket;
import io.closewait.holders.outcome.CommandFailure;
import io.closewait.holders.outcome.ExitCode;
import io.closewait.holders.report.HolderReport;
import io.closewait.holders.target.DumpFile;
import io.closewait.holders.target.TargetJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a JVM for its leaks and its heap, says and asks before it does so what that costs, and leaves nothing behind. */
final class LiveAnalysis {
    /** As many bytes of a dump for each of the heap: measured, docs/holders.md. */
    private static final double DUMP_PER_HEAP = 1.5;
    /** What classes, names and stacks take beside objects. */
    private static final long DUMP_AT_LEAST = 16 << 20;
    /** Of a disk that is not the fastest. */
    private static final long WRITTEN_PER_SECOND = 200 << 20;

    private final long pid;
    private final Output output;
    private final boolean isAgreed;
    private final Path folder;
    private final @Nullable Path keep;

    LiveAnalysis(long pid, Output output, boolean isAgreed, Path folder, @Nullable Path keep) {
        this.pid = pid;
        this.output = output;
        this.isAgreed = isAgreed;
        this.folder = keep == null
                ? folder
                : keep.toAbsolutePath().resolveSibling(".").normalize();
        this.keep = keep;
    }

    void run() throws IOException {
        if (keep != null && Files.exists(keep)) {
            throw new CommandFailure(ExitCode.USAGE, keep + " already exists");
        }
        try (TargetJvm jvm = TargetJvm.connect(pid)) {
            LeakReport report = LeakReport.parse(jvm.text("jsonReport"));
            String page = output.wantsPage() ? jvm.text("htmlReport") : "";
            List<LeakedSocket> leaks = jvm.leakedSockets();
            if (leaks.isEmpty()) {
                output.say("no socket leaks in " + jvm);
                return;
            }
            agree(jvm);
            try (DumpFile dump = jvm.dumpFile(folder)) {
                long start = System.nanoTime();
                jvm.dumpHeap(dump.path());
                output.say(String.format(
                        Locale.ROOT,
                        "%s wrote %d MB and was paused for at most %.1f s",
                        jvm,
                        Files.size(dump.path()) >> 20,
                        (System.nanoTime() - start) / 1e9));
                List<LeakedSocket> still = still(jvm, leaks);
                HolderReport holders = analyse(jvm, dump.path(), report, still);
                if (keep != null) {
                    dump.keep(keep);
                    output.say("kept the heap dump as " + keep + ": it holds all that the application had in memory");
                }
                output.print(holders, page);
            }
        }
    }

    private HolderReport analyse(TargetJvm jvm, Path dump, LeakReport report, List<LeakedSocket> leaks) {
        try {
            return Analysis.of(dump, report, report.groups(leaks), output);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.REFUSED, "the heap dump of " + jvm + ": " + e.getMessage(), e);
        }
    }

    /** Those that leak after the dump as before: of the others the descriptor may have been another socket's meanwhile. */
    private static List<LeakedSocket> still(TargetJvm jvm, List<LeakedSocket> before) {
        Set<Long> ids = new HashSet<>();
        jvm.leakedSockets().forEach(socket -> ids.add(socket.id()));
        return before.stream().filter(socket -> ids.contains(socket.id())).toList();
    }

    private void agree(TargetJvm jvm) throws IOException {
        long size = (long) (jvm.usedHeap() * DUMP_PER_HEAP) + DUMP_AT_LEAST;
        long room = Files.getFileStore(folder).getUsableSpace();
        output.say(String.format(
                Locale.ROOT,
                "the heap dump of %s takes up to %d MB in %s (%d MB are free); the JVM is paused for about %d s",
                jvm,
                size >> 20,
                folder,
                room >> 20,
                1 + size / WRITTEN_PER_SECOND));
        if (room / 2 < size) {
            throw new CommandFailure(
                    ExitCode.NO_ROOM, folder + " does not have twice that space free: name another one with --folder");
        }
        if (isAgreed) {
            return;
        }
        output.ask("continue? [y/N]");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        String answer = in.readLine();
        if (answer == null || !answer.trim().toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw new CommandFailure(ExitCode.DECLINED, "nothing was done; --yes skips the question");
        }
    }
}
