package io.closewait.it.neighbour;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.ProgramsJar;
import io.closewait.it.programs.fault.Errands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import org.springframework.boot.loader.launch.JarLauncher;

/** The programs as a jar inside an executable jar, the way Spring Boot's plugins lay it out, with its loader. */
final class SpringBootJar {
    private SpringBootJar() {}

    static Path write(Path folder) throws IOException {
        Path programs = ProgramsJar.write(folder.resolve("programs.jar"));
        Path jar = folder.resolve("application.jar");
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue("Main-Class", JarLauncher.class.getName());
        attributes.putValue("Start-Class", Errands.class.getName());
        attributes.putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
        attributes.putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            copyLoader(out);
            out.putNextEntry(new JarEntry("BOOT-INF/classes/"));
            out.putNextEntry(new JarEntry("BOOT-INF/lib/"));
            out.putNextEntry(stored("BOOT-INF/lib/programs.jar", Files.readAllBytes(programs)));
            Files.copy(programs, out);
            out.closeEntry();
        }
        return jar;
    }

    private static void copyLoader(JarOutputStream out) throws IOException {
        try (JarFile loader = new JarFile(Artifacts.of(JarLauncher.class).toFile())) {
            for (JarEntry entry : Collections.list(loader.entries())) {
                if (entry.getName().startsWith("org/")) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream in = loader.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                }
            }
        }
    }

    /** Nested jars are read where they lie, so they are not compressed. */
    private static JarEntry stored(String name, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        JarEntry entry = new JarEntry(name);
        entry.setMethod(JarEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        return entry;
    }
}
