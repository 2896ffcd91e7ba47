package io.closewait.it.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Artifacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;

/**
 * A library at one version.
 *
 * @param jars its own first, then what it needs; none for the JDK
 */
record CheckedVersion(String name, String version, List<Path> jars) {
    private static final Path JARS = Artifacts.project().resolve("it-libraries/target/jars");
    private static final String JDK = "jdk";

    static Stream<CheckedVersion> of(LibraryFile.Check check) {
        if (check.artifact().equals(JDK)) {
            String version = Integer.toString(Runtime.version().feature());
            return Stream.of(new CheckedVersion("JDK " + version, version, List.of()));
        }
        return check.versions().stream().map(version -> {
            List<Path> jars = new ArrayList<>();
            jars.add(jar(check.artifact() + ":" + version));
            for (String needed : check.with() == null ? List.<String>of() : check.with()) {
                jars.add(jar(needed));
            }
            return new CheckedVersion(check.artifact() + " " + version, version, jars);
        });
    }

    private static Path jar(String coordinates) {
        String[] parts = coordinates.split(":", -1);
        Path jar = JARS.resolve(parts[0] + "." + parts[1] + "-" + parts[2] + ".jar");
        assertThat(jar).as("%s must stand in it-libraries/pom.xml", coordinates).exists();
        return jar;
    }

    boolean isIn(String range) {
        if (range == null) {
            return true;
        }
        try {
            return VersionRange.createFromVersionSpec(range).containsVersion(new DefaultArtifactVersion(version));
        } catch (InvalidVersionSpecificationException e) {
            throw new IllegalStateException(e);
        }
    }

    ClassFiles classes() {
        return jars.isEmpty() ? ClassFiles.ofJdk() : ClassFiles.of(jars);
    }

    @Override
    public String toString() {
        return name;
    }
}
