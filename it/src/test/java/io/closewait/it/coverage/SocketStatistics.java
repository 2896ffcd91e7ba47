package io.closewait.it.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code ss} says of a process. */
final class SocketStatistics {
    private SocketStatistics() {}

    /** Its TCP sockets by state, as {@code ss} writes the states; ends the test where there is no {@code ss}. */
    static Map<String, Integer> of(long pid) throws IOException, InterruptedException {
        Process ss;
        try {
            ss = new ProcessBuilder("ss", "-Htanp").start();
        } catch (IOException notInstalled) {
            assumeTrue(false, "no ss here: " + notInstalled.getMessage());
            throw notInstalled;
        }
        Pattern owner = Pattern.compile("\\bpid=" + pid + ",");
        String lines = new String(ss.getInputStream().readAllBytes(), UTF_8);
        if (ss.waitFor() != 0) {
            throw new IOException("ss failed: " + lines);
        }
        return lines.lines()
                .filter(line -> owner.matcher(line).find())
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toMap(Function.identity(), state -> 1, Integer::sum));
    }
}
