package io.closewait.core;

import io.closewait.core.config.Options;
import io.closewait.core.report.About;
import io.closewait.core.report.AgentVersion;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a report says of the JVM it is about. */
final class JvmFacts {
    private JvmFacts() {}

    /** Neither JMX nor a process builder is used: both would load much of the JDK for one number. */
    static About about(Options options, boolean attached) {
        long now = System.currentTimeMillis();
        return new About(
                AgentVersion.current(),
                pid(),
                host(),
                program(),
                System.getProperty("java.version", "?"),
                now,
                now - JvmAge.millis("/proc"),
                attached,
                options.given(),
                options.get(Options.LEAK_AFTER).toMillis());
    }

    private static long pid() {
        try {
            return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
        } catch (IOException | NumberFormatException noProc) {
            return -1;
        }
    }

    /** As the kernel has it: the JDK would ask a name server. */
    private static String host() {
        byte[] text = new byte[256];
        try (InputStream in = new FileInputStream("/proc/sys/kernel/hostname")) {
            return new String(text, 0, Math.max(0, in.read(text)), StandardCharsets.UTF_8).trim();
        } catch (IOException hidden) {
            return "unknown";
        }
    }

    /** The main class or jar without its arguments, which may hold secrets. */
    private static String program() {
        String command = System.getProperty("sun.java.command", "").trim();
        int space = command.indexOf(' ');
        return command.isEmpty() ? "unknown program" : space < 0 ? command : command.substring(0, space);
    }
}
