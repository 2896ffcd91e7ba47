package io.closewait.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartClassTest {
    @TempDir
    private Path folder;

    private static Manifest manifest(String... startClass) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (String name : startClass) {
            manifest.getMainAttributes().putValue("Start-Class", name);
        }
        return manifest;
    }

    private Path jar(Manifest manifest) throws IOException {
        Path jar = folder.resolve("a shop%.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    private static String startClass(Path place) {
        return StartClass.of(CodePlace.of("file", place.toUri().getRawPath()));
    }

    @Test
    void is_read_from_the_manifest_of_a_jar() throws IOException {
        assertThat(startClass(jar(manifest("com.acme.Main")))).isEqualTo("com.acme.Main");
    }

    @Test
    void is_read_from_the_manifest_of_an_unpacked_jar() throws IOException {
        Path file = folder.resolve(JarFile.MANIFEST_NAME);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            manifest("com.acme.Main").write(out);
        }

        assertThat(startClass(folder)).isEqualTo("com.acme.Main");
    }

    @Test
    void is_empty_where_no_manifest_names_one() throws IOException {
        assertThat(startClass(jar(manifest()))).isEmpty();
        assertThat(startClass(folder)).isEmpty();
        assertThat(startClass(folder.resolve("gone.jar"))).isEmpty();
        assertThat(StartClass.of(CodePlace.of("jrt", "/java.base"))).isEmpty();
        assertThat(StartClass.of(CodePlace.UNKNOWN)).isEmpty();
    }
}
