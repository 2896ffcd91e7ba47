package io.closewait.core.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Reads class files from where their classes were loaded: a folder, a jar, the folder of an archive that is for the application's
 * own classes, the memory of the source launcher. No method of a class loader is called. Keeps archives open until it is closed.
 * For one thread.
 */
final class ClassFiles implements AutoCloseable {
    private final Map<Path, ZipFile> archives = new HashMap<>();

    /** Null if its place is not known, is another one, or cannot be read: there may be no descriptor left. */
    byte @Nullable [] of(Class<?> type) {
        CodePlace place = CodePlace.of(type);
        Path file = place.file();
        if (file == null) {
            return null;
        }
        byte[] compiledInMemory = SourceLauncher.classFile(type);
        if (compiledInMemory != null) {
            return compiledInMemory;
        }
        String name = type.getName().replace('.', '/') + ".class";
        try {
            if (Files.isDirectory(file)) {
                return Files.readAllBytes(file.resolve(name));
            }
            // Tomcat says of each class which file it is.
            return file.toString().endsWith(".class")
                    ? Files.readAllBytes(file)
                    : entry(archive(file), place.folder() + name);
        } catch (IOException | RuntimeException unreadable) { // a security manager's refusal, too
            return null;
        }
    }

    /**
     * Has the methods of a class file visited, each by a visitor for its name. What comes behind a part that cannot be read, because
     * it is newer than the library or damaged, is left out.
     */
    static void visitMethods(byte[] classFile, Function<String, MethodVisitor> visitors) {
        try {
            new ClassReader(classFile)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access,
                                        String name,
                                        String descriptor,
                                        @Nullable String signature,
                                        String @Nullable [] exceptions) {
                                    return visitors.apply(name);
                                }
                            },
                            ClassReader.SKIP_FRAMES);
        } catch (RuntimeException unreadable) {
            // its methods tell nothing
        }
    }

    private ZipFile archive(Path file) throws IOException {
        ZipFile archive = archives.get(file);
        if (archive == null) {
            archive = new ZipFile(file.toFile());
            archives.put(file, archive);
        }
        return archive;
    }

    private static byte @Nullable [] entry(ZipFile archive, String name) throws IOException {
        ZipEntry entry = archive.getEntry(name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = archive.getInputStream(entry)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] some = new byte[8192];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                bytes.write(some, 0, read);
            }
            return bytes.toByteArray();
        }
    }

    @Override
    public void close() {
        for (ZipFile archive : archives.values()) {
            try {
                archive.close();
            } catch (IOException alreadyGone) {
                // it was only read
            }
        }
    }
}
