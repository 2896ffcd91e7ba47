package io.closewait.junit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Who holds sockets of this JVM: has it write a heap dump, which {@code closewait-holders} of the class path reads in a JVM of its
 * own, and removes it.
 */
final class Holders {
    private static final String MAIN = "io/closewait/holders/Main.class";

    /** The system property that is {@link FailOnSocketLeak#holders} for all tests. */
    static final String PROPERTY = "closewait.junit.holders";

    private Holders() {}

    /** Lines; what is wrong, if it could not be found out. */
    static String text(List<OpenSocket> sockets) {
        try {
            File jar = jar();
            Path folder = Files.createTempDirectory("closewait-"); // for its owner only
            Path heap = folder.resolve("heap.hprof");
            try {
                dump(heap);
                return "who holds them\n" + analyse(jar, heap, sockets);
            } finally {
                Files.deleteIfExists(heap);
                Files.deleteIfExists(folder);
            }
        } catch (IOException | JMException | IllegalStateException e) {
            return "could not find out who holds them: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "could not find out who holds them: interrupted";
        }
    }

    /** Where the class path has it from; it is not loaded into this JVM. */
    private static File jar() throws IOException {
        URL main = Holders.class.getClassLoader().getResource(MAIN);
        URLConnection connection = main == null ? null : main.openConnection();
        if (!(connection instanceof JarURLConnection)) {
            throw new IllegalStateException("closewait-holders is not on the class path");
        }
        return new File(((JarURLConnection) connection).getJarFileURL().getPath());
    }

    private static void dump(Path heap) throws JMException {
        ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                        "dumpHeap",
                        new Object[] {heap.toString(), true},
                        new String[] {String.class.getName(), boolean.class.getName()});
    }

    private static String analyse(File jar, Path heap, List<OpenSocket> sockets)
            throws IOException, InterruptedException {
        String descriptors = sockets.stream()
                .map(socket -> String.valueOf(socket.descriptor))
                .collect(Collectors.joining(","));
        File java = new File(System.getProperty("java.home"), "bin/java");
        Process process = new ProcessBuilder(
                        java.getPath(),
                        "-Xmx512m",
                        "-jar",
                        jar.getPath(),
                        "--descriptors=" + descriptors,
                        heap.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
            String text = output.lines().collect(Collectors.joining("\n"));
            if (process.waitFor() != 0) {
                throw new IllegalStateException(text);
            }
            return text;
        }
    }
}
