package io.closewait.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the figures were measured on; nothing that would tell whose machine it was. */
final class Machine {
    private Machine() {}

    static String text() {
        return Runtime.getRuntime().availableProcessors() + " cores (" + line("/proc/cpuinfo", "model name")
                + "), memory " + line("/proc/meminfo", "MemTotal") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version").replaceAll("-.*", "");
    }

    private static String line(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notThere) {
            return "unknown";
        }
    }
}
