package io.closewait.core.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The attribute {@code Start-Class} of an executable jar: the application's main class, which the jar's {@code Main-Class} calls. */
final class StartClass {
    private static final String ATTRIBUTE = "Start-Class";

    private StartClass() {}

    /** What the manifest of a jar says, or of its unpacked folder; empty if it says nothing or cannot be read. */
    static String of(CodePlace place) {
        Path file = place.file();
        if (file == null) {
            return "";
        }
        try {
            Manifest manifest = Files.isDirectory(file) ? ofFolder(file) : ofJar(file);
            String name = manifest == null ? null : manifest.getMainAttributes().getValue(ATTRIBUTE);
            return name == null ? "" : name.trim();
        } catch (IOException | RuntimeException unreadable) {
            return "";
        }
    }

    private static Manifest ofFolder(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(JarFile.MANIFEST_NAME))) {
            return new Manifest(in);
        }
    }

    /** Costs no further descriptor: the JDK shares what is known of a jar that is open already. */
    private static @Nullable Manifest ofJar(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            return jar.getManifest();
        }
    }
}
