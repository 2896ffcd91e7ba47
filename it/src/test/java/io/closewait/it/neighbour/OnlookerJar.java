package io.closewait.it.neighbour;

import io.closewait.it.harness.Artifacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.ByteBuddy;

/** The {@link Onlooker} as the jar of an agent. */
final class OnlookerJar {
    private OnlookerJar() {}

    static Path write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue("Premain-Class", Onlooker.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.putValue("Class-Path", Artifacts.of(ByteBuddy.class).toUri().toString());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : new Class<?>[] {Onlooker.class, Onlooker.Noting.class}) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in =
                        Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
        return jar;
    }
}
