package io.closewait.bench.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Processor time in nanoseconds. The JDK's figure for the process counts in steps of ten milliseconds: too coarse here. */
final class Processor {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Processor() {}

    /** All threads that live now, those of the JVM included: a caller must keep its own alive in between. */
    static long ofProcess() {
        return ofThreadsNamed("");
    }

    /** The threads whose name begins so, as the kernel knows it: 15 characters at most. */
    static long ofThreadsNamed(String prefix) {
        return sum(prefix, 0);
    }

    /** How long these threads waited for a core that others used. */
    static long awaitedByThreadsNamed(String prefix) {
        return sum(prefix, 1);
    }

    /** Of a field of the kernel's sched-stats.rst: time on a core, time waited for one. */
    private static long sum(String prefix, int field) {
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                try {
                    if (prefix.isEmpty()
                            || Files.readString(task.resolve("comm")).startsWith(prefix)) {
                        sum += Long.parseLong(
                                Files.readString(task.resolve("schedstat")).split(" ", -1)[field]);
                    }
                } catch (NoSuchFileException ended) {
                    // while its folder was being read
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    /** The current platform thread. */
    static long ofThread() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
