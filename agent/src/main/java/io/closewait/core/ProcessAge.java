package io.closewait.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/** How long this process has been running, by the kernel: the JDK tells it through JMX only, which the agent leaves alone. */
final class ProcessAge {
    /** The unit of {@code starttime}: {@code USER_HZ} is 100 wherever OpenJDK runs. */
    private static final long MILLIS_PER_TICK = 10;
    /** Of {@code starttime} in {@code stat}, counted from the field behind the command's name, which may hold blanks. */
    private static final int START_TIME = 19;

    private ProcessAge() {}

    /** 0 if the kernel does not tell, or contradicts itself as it may behind LXCFS. */
    static long millis(String proc) {
        try {
            String stat = text(proc + "/self/stat");
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long started = Long.parseLong(fields[START_TIME]) * MILLIS_PER_TICK;
            long up = (long) (Double.parseDouble(text(proc + "/uptime").split(" ", 2)[0]) * 1000);
            return Math.max(0, up - started);
        } catch (IOException | RuntimeException hidden) {
            return 0;
        }
    }

    private static String text(String file) throws IOException {
        return new String(Files.readAllBytes(Paths.get(file)), StandardCharsets.ISO_8859_1);
    }
}
