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
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                try {
                    if (prefix.isEmpty()
                            || Files.readString(task.resolve("comm")).startsWith(prefix)) {
                        String ran = Files.readString(task.resolve("schedstat"));
                        sum += Long.parseLong(ran.substring(0, ran.indexOf(' ')));
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
