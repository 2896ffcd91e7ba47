package io.closewait.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * An installed JDK, known by its {@code release} file.
 *
 * @param emulated whether it is for another processor than this machine's
 */
public record Jdk(int feature, String version, Path home, boolean emulated) {

    private static final String ARM = "aarch64";

    /** The JDK in this folder, if there is one. */
    public static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        boolean emulated = properties.getProperty("OS_ARCH", "").contains(ARM)
                && !System.getProperty("os.arch").equals(ARM);
        return version.isEmpty() ? Optional.empty() : Optional.of(new Jdk(featureOf(version), version, home, emulated));
    }

    /** 8 for {@code 1.8.0_504}, 17 for {@code 17.0.15}. */
    private static int featureOf(String version) {
        String[] parts = version.split("[._+-]", -1);
        return Integer.parseInt(parts[0].equals("1") ? parts[1] : parts[0]);
    }

    public String java() {
        return home.resolve("bin/java").toString();
    }

    /** As it stands in the names of tests. */
    @Override
    public String toString() {
        return "JDK " + feature + (emulated ? " (" + ARM + ", emulated)" : "");
    }
}
