package io.closewait.core;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/**
 * How long this JVM has been running, by the kernel: the JDK tells it through JMX only, which the agent leaves alone.
 *
 * <p>A process starts when it is forked, and may become a JVM much later: a container's script that waits for a database ends with
 * {@code exec java}. The launcher runs the JVM on a thread of its own, so the oldest of the other threads is the JVM's first.
 */
final class JvmAge {
    /** The unit of {@code starttime}: {@code USER_HZ} is 100 wherever OpenJDK runs. */
    private static final long MILLIS_PER_TICK = 10;
    /** Of {@code starttime} in {@code stat}, counted from the field behind the command's name, which may hold blanks. */
    private static final int START_TIME = 19;

    private JvmAge() {}

    /** 0 if the kernel does not tell, or contradicts itself as it may behind LXCFS. */
    static long millis(String proc) {
        try {
            long up = (long) (Double.parseDouble(text(proc + "/uptime").split(" ", 2)[0]) * 1000);
            return Math.max(0, up - started(proc + "/self"));
        } catch (IOException | RuntimeException hidden) {
            return 0;
        }
    }

    /** In milliseconds since the machine's start. */
    private static long started(String process) throws IOException {
        String ofProcess = text(process + "/stat");
        String pid = ofProcess.substring(0, ofProcess.indexOf(' '));
        String[] threads = new File(process, "task").list();
        long oldest = Long.MAX_VALUE;
        for (String thread : threads == null ? new String[0] : threads) {
            if (!thread.equals(pid)) {
                oldest = Math.min(oldest, startedIfAlive(process + "/task/" + thread));
            }
        }
        return oldest == Long.MAX_VALUE ? startTime(ofProcess) : oldest;
    }

    private static long startedIfAlive(String thread) {
        try {
            return startTime(text(thread + "/stat"));
        } catch (IOException ended) {
            return Long.MAX_VALUE;
        }
    }

    private static long startTime(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[START_TIME]) * MILLIS_PER_TICK;
    }

    private static String text(String file) throws IOException {
        return new String(Files.readAllBytes(Paths.get(file)), StandardCharsets.ISO_8859_1);
    }
}
