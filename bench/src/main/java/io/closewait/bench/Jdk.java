package io.closewait.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A JDK to measure on. */
public record Jdk(Path home, String version) {
    static Jdk at(Path home) throws IOException {
        Properties release = new Properties();
        try (var in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        }
        return new Jdk(home, release.getProperty("JAVA_VERSION", "?").replace("\"", ""));
    }

    static Jdk running() {
        return new Jdk(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    }

    Path java() {
        return home.resolve("bin").resolve("java");
    }

    /** 17, 21, 25. */
    public int feature() {
        return Runtime.Version.parse(version).feature();
    }
}
