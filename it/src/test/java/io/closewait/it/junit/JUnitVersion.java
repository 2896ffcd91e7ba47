package io.closewait.it.junit;

import io.closewait.it.harness.Artifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A version of JUnit with its console launcher, all in one jar. */
enum JUnitVersion {
    OLDEST("junit-oldest"),
    NEWEST("junit-newest");

    private final String folder;

    JUnitVersion(String folder) {
        this.folder = folder;
    }

    Path consoleLauncher() {
        try (Stream<Path> jars =
                Files.list(Artifacts.project().resolve("it/target").resolve(folder))) {
            return jars.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
