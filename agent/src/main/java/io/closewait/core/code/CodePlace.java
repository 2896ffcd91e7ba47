package io.closewait.core.code;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place that a class was loaded from: a folder, a jar, a jar in a jar, a module of the run-time image. Read from the class's
 * protection domain; of its URL the fields only, for a library may have made its handler. Immutable.
 */
final class CodePlace {
    /** Of a class that a loader defined without saying where it is from. */
    static final CodePlace UNKNOWN = new CodePlace("", "");

    /** The last of them is Spring Boot's, since 3.2. */
    private static final List<String> IN_FILES = Arrays.asList("file", "jar", "war", "nested");

    private final String protocol;
    private final String path;

    private CodePlace(String protocol, String path) {
        this.protocol = protocol;
        this.path = path;
    }

    static CodePlace of(Class<?> type) {
        ProtectionDomain domain;
        try {
            domain = type.getProtectionDomain();
        } catch (RuntimeException notPermitted) { // a security manager (up to JDK 23)
            return UNKNOWN;
        }
        CodeSource source = domain == null ? null : domain.getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return location == null ? UNKNOWN : of(location.getProtocol(), location.getPath());
    }

    static CodePlace of(@Nullable String protocol, @Nullable String path) {
        return new CodePlace(protocol == null ? "" : protocol, path == null ? "" : path);
    }

    boolean isUnknown() {
        return protocol.isEmpty() && path.isEmpty();
    }

    /** Of the run-time image, in which a linked application's modules are, too. */
    boolean isModuleOfJdk() {
        return protocol.equals("jrt") && (path.startsWith("/java.") || path.startsWith("/jdk."));
    }

    /** Compiled classes or a source file, or the part of an archive that is for the application's own classes. */
    boolean isOfApplication() {
        return isFolder() || path.endsWith(".java") || isInnerClasses();
    }

    private boolean isFolder() {
        return protocol.equals("file") && path.endsWith("/");
    }

    /** Spring Boot's and web applications' folder for their own classes, packed or not. */
    boolean isInnerClasses() {
        return path.contains("BOOT-INF/classes") || path.contains("WEB-INF/classes");
    }

    /** The folder or the archive itself, of a folder in an archive the archive; null if it is none in the default file system. */
    @Nullable
    Path file() {
        if (!IN_FILES.contains(protocol)) {
            return null;
        }
        int inner = path.indexOf('!');
        String outer = (inner < 0 ? path : path.substring(0, inner)).replaceFirst("^(file|nested):", "");
        try {
            return outer.isEmpty() ? null : Paths.get(URI.create("file:" + outer));
        } catch (RuntimeException notAPath) {
            return null;
        }
    }

    /**
     * In which folder of the archive, with a slash at its end; empty if in none: {@code BOOT-INF/classes/} of Spring Boot's
     * {@code jar:file:/app.jar!/BOOT-INF/classes!/} and, since 3.2, {@code jar:nested:/app.jar/!BOOT-INF/classes/!/}.
     */
    String folder() {
        int inner = path.indexOf('!');
        String folder = inner < 0 ? "" : path.substring(inner + 1);
        while (folder.endsWith("/") || folder.endsWith("!")) {
            folder = folder.substring(0, folder.length() - 1);
        }
        folder = folder.startsWith("/") ? folder.substring(1) : folder;
        return folder.isEmpty() ? "" : folder + "/";
    }

    /** The jar's file name; empty if it is none. */
    String jar() {
        String name = path;
        while (name.endsWith("/") || name.endsWith("!")) {
            name = name.substring(0, name.length() - 1);
        }
        name = name.substring(name.lastIndexOf('/') + 1);
        name = name.substring(name.lastIndexOf('!') + 1);
        return name.endsWith(".jar") || name.endsWith(".war") ? name : "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CodePlace
                && ((CodePlace) other).protocol.equals(protocol)
                && ((CodePlace) other).path.equals(path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }
}
