package io.closewait.it.verdict;

import io.closewait.it.harness.Artifacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.springframework.boot.loader.launch.JarLauncher;

/** An application as a jar, in the forms that build tools give it. */
final class ProgramJar {
    /** The name of the module that the jar is on a module path. */
    static final String MODULE = "application";

    private final Path file;
    private final String mainClass;

    ProgramJar(Path folder, String mainClass) {
        this.file = folder.resolve("application.jar");
        this.mainClass = mainClass;
    }

    /** The application alone. */
    Path of(Path classes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        addFolder(entries, classes, "");
        return write(entries, Map.of("Automatic-Module-Name", MODULE, "Main-Class", mainClass));
    }

    /** With the libraries unpacked; of services, all are kept. */
    Path fat(Path classes, List<Path> jars) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        addFolder(entries, classes, "");
        for (Path jar : jars) {
            addJar(entries, jar);
        }
        entries.keySet()
                .removeIf(name -> name.equals(JarFile.MANIFEST_NAME)
                        || name.endsWith("module-info.class")
                        || name.matches("META-INF/[^/]+\\.(SF|DSA|RSA|EC)"));
        return write(entries, Map.of("Main-Class", mainClass, "Multi-Release", "true"));
    }

    /** As Spring Boot's plugins lay it out. */
    Path springBoot(Path classes, List<Path> jars) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        addJar(entries, Artifacts.of(JarLauncher.class));
        entries.keySet().removeIf(name -> !name.startsWith("org/"));
        entries.put("BOOT-INF/classes/", new byte[0]);
        addFolder(entries, classes, "BOOT-INF/classes/");
        entries.put("BOOT-INF/lib/", new byte[0]);
        for (Path jar : jars) {
            entries.put("BOOT-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
        }
        return write(
                entries,
                Map.of(
                        "Main-Class",
                        JarLauncher.class.getName(),
                        "Start-Class",
                        mainClass,
                        "Spring-Boot-Classes",
                        "BOOT-INF/classes/",
                        "Spring-Boot-Lib",
                        "BOOT-INF/lib/"));
    }

    private static void addFolder(Map<String, byte[]> entries, Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path entry : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                entries.put(prefix + folder.relativize(entry), Files.readAllBytes(entry));
            }
        }
    }

    private static void addJar(Map<String, byte[]> entries, Path jar) throws IOException {
        try (JarFile content = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(content.entries())) {
                if (!entry.isDirectory()) {
                    try (InputStream in = content.getInputStream(entry)) {
                        entries.merge(
                                entry.getName(),
                                in.readAllBytes(),
                                entry.getName().startsWith("META-INF/services/")
                                        ? ProgramJar::lines
                                        : (first, second) -> first);
                    }
                }
            }
        }
    }

    private static byte[] lines(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.write('\n');
        both.writeBytes(second);
        return both.toByteArray();
    }

    private Path write(Map<String, byte[]> entries, Map<String, String> attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach(manifest.getMainAttributes()::putValue);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            out.setLevel(0);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(
                        entry.getKey().endsWith(".jar")
                                ? stored(entry.getKey(), entry.getValue())
                                : new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return file;
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
