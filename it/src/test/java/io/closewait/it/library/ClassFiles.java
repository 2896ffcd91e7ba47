package io.closewait.it.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;

/** The classes of some jars, or of the JDK that runs the test, read as files: none is loaded. */
final class ClassFiles {
    private static final String ENDING = ".class";
    private static final Map<List<Path>, ClassFiles> CACHE = new ConcurrentHashMap<>();
    private static final ClassFiles JDK = new ClassFiles(jdkClasses());

    /** Class files by binary name. */
    private final Map<String, Path> files;

    private final Map<String, List<String>> bySimpleName = new HashMap<>();
    private final Set<String> packages = new HashSet<>();
    /** Read when somebody asks for one, by whichever test comes first. */
    private final Set<String> constants = new HashSet<>();

    private final Map<String, ClassFile> parsed = new ConcurrentHashMap<>();

    private ClassFiles(Map<String, Path> files) {
        this.files = files;
        for (String name : files.keySet()) {
            // By Outer.Inner and by Inner, as the source may import it.
            String simple = name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
            bySimpleName.computeIfAbsent(simple, key -> new ArrayList<>()).add(name);
            for (int dot = simple.indexOf('.'); dot >= 0; dot = simple.indexOf('.', dot + 1)) {
                bySimpleName
                        .computeIfAbsent(simple.substring(dot + 1), key -> new ArrayList<>())
                        .add(name);
            }
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                packages.add(name.substring(0, dot + 1));
            }
        }
    }

    static ClassFiles of(List<Path> jars) {
        return CACHE.computeIfAbsent(jars, ClassFiles::read);
    }

    static ClassFiles ofJdk() {
        return JDK;
    }

    private static ClassFiles read(List<Path> jars) {
        Map<String, Path> files = new HashMap<>();
        for (Path jar : jars) {
            try {
                // Open until the JVM ends: its files are read when somebody asks for them.
                addTo(files, FileSystems.newFileSystem(jar).getPath("/"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ClassFiles(files);
    }

    private static Map<String, Path> jdkClasses() {
        Map<String, Path> files = new HashMap<>();
        FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
        // The rest has neither sockets nor the types that advice names.
        for (String module : List.of(
                "java.base",
                "java.management",
                "java.naming",
                "java.net.http",
                "java.rmi",
                "java.sql",
                "jdk.httpserver")) {
            try {
                addTo(files, image.getPath("/modules", module));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static void addTo(Map<String, Path> files, Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            paths.filter(path -> path.toString().endsWith(ENDING) && !path.startsWith("/META-INF"))
                    .forEach(path ->
                            files.putIfAbsent(binaryName(root.relativize(path).toString()), path));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String binaryName(String file) {
        return file.substring(0, file.length() - ENDING.length()).replace('/', '.');
    }

    boolean hasPackage(String prefix) {
        return packages.contains(prefix);
    }

    /** The class with this binary name, of the JDK too; null if there is none. */
    ClassFile find(String binaryName) {
        Path file = files.get(binaryName);
        if (file == null) {
            return this == JDK ? null : JDK.find(binaryName);
        }
        return parsed.computeIfAbsent(binaryName, name -> new ClassFile(bytes(file)));
    }

    /** The public classes with a simple name such as {@code Map.Entry}; where there is none, those of the JDK's API. */
    List<ClassFile> named(String simpleName) {
        List<ClassFile> found = bySimpleName.getOrDefault(simpleName, List.of()).stream()
                .map(this::find)
                .filter(ClassFile::isPublic)
                .toList();
        return found.isEmpty() && this != JDK ? JDK.named(simpleName) : found;
    }

    /** Whether the class, or one that it inherits from, has a member that users of it can call. */
    boolean hasMember(ClassFile type, String member) {
        return type.offers(member)
                || type.parents().stream()
                        .map(this::find)
                        .anyMatch(parent -> parent != null && hasMember(parent, member));
    }

    /** Whether the text is a constant in one of these classes or in the JDK's. */
    boolean hasConstant(String text) {
        return constants().contains(text) || (this != JDK && JDK.hasConstant(text));
    }

    private synchronized Set<String> constants() {
        if (constants.isEmpty()) {
            files.values().stream()
                    .map(file -> constantsOf(bytes(file)))
                    .flatMap(Collection::stream)
                    .forEach(constants::add);
        }
        return constants;
    }

    private static Set<String> constantsOf(byte[] file) {
        ClassReader reader = new ClassReader(file);
        char[] buffer = new char[reader.getMaxStringLength()];
        Set<String> constants = new HashSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            // CONSTANT_String; a long leaves the entry behind it empty.
            if (offset > 0 && reader.readByte(offset - 1) == 8) {
                constants.add(reader.readUTF8(offset, buffer));
            }
        }
        return constants;
    }
}
