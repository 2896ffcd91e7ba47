package io.closewait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar lies on the class path of every application under the agent: what is in it is part of what we promise. */
class JarContentIT {
    private static final Path JAR =
            Path.of(System.getProperty("closewait.project"), "agent", "target", "closewait-agent.jar");

    private static final Pattern ALLOWED_OUTSIDE_CORE = Pattern.compile(String.join(
            "|",
            "META-INF/",
            "META-INF/MANIFEST\\.MF",
            "META-INF/LICENSE",
            "META-INF/NOTICE",
            "META-INF/licenses/",
            "META-INF/licenses/[\\w-]+",
            "io/",
            "io/closewait/",
            "io/closewait/launcher/",
            "io/closewait/launcher/[\\w$-]+\\.class"));

    private static final Pattern UNWANTED_IN_CORE = Pattern.compile(String.join(
            "|",
            ".*\\.class",
            ".*module-info.*",
            "core/io/closewait/launcher/.*",
            "core/META-INF/MANIFEST\\.MF",
            "core/META-INF/(maven|versions|proguard|licenses)/.*",
            "core/META-INF/(LICENSE|NOTICE).*",
            "core/META-INF/[^/]*\\.(SF|RSA|DSA|EC)"));

    private static final Pattern NEEDED_OF_BYTE_BUDDY = Pattern.compile("core/net/bytebuddy/("
            + "jar/asm/\\w+|ClassFileVersion|utility/(OpenedClassReader|AsmClassReader)|utility/privilege/GetSystemPropertyAction"
            + ")(\\$[\\w$]+)?\\.classdata");

    private static final int JAVA_8 = 52;

    /** Of the low byte, in a class file. */
    private static final int MAJOR_VERSION_AT = 7;

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(JAR.toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void outside_core_there_is_nothing_but_the_launcher_and_the_licences() {
        assertThat(entries())
                .filteredOn(name -> !name.startsWith("core/"))
                .allMatch(name -> ALLOWED_OUTSIDE_CORE.matcher(name).matches(), "is an entry that we know of");
    }

    @Test
    void core_holds_no_class_that_a_scanner_sees_and_no_descriptor_of_another_jar() {
        assertThat(entries())
                .filteredOn(name -> name.startsWith("core/"))
                .noneMatch(name -> UNWANTED_IN_CORE.matcher(name).matches());
    }

    @Test
    void core_holds_the_hooks_the_core_and_the_libraries() {
        assertThat(entries())
                .contains(
                        "core/io/closewait/hooks/SocketHooks.classdata",
                        "core/io/closewait/core/Engine.classdata",
                        "core/net/bytebuddy/jar/asm/ClassReader.classdata",
                        "core/org/slf4j/Logger.classdata",
                        "core/com/google/gson/Gson.classdata",
                        "core/picocli/CommandLine.classdata");
    }

    @Test
    void of_byte_buddy_core_holds_what_the_weaving_needs_and_no_more() {
        assertThat(entries())
                .filteredOn(name -> name.startsWith("core/net/bytebuddy/") && !name.endsWith("/"))
                .allMatch(name -> NEEDED_OF_BYTE_BUDDY.matcher(name).matches(), "is needed to read and write classes");
    }

    @Test
    void what_is_there_of_byte_buddy_reads_class_files_that_are_newer_than_it() throws Exception {
        byte[] classFile;
        try (InputStream in = JarContentIT.class.getResourceAsStream("JarContentIT.class")) {
            classFile = in.readAllBytes();
        }
        classFile[MAJOR_VERSION_AT] = 99;

        Object reader = new CoreLoader()
                .loadClass("net.bytebuddy.utility.OpenedClassReader")
                .getMethod("of", byte[].class, boolean.class)
                .invoke(null, classFile, true);

        assertThat(reader.getClass().getMethod("getClassName").invoke(reader)).isEqualTo("io/closewait/JarContentIT");
    }

    @Test
    void no_file_is_in_the_jar_twice() {
        assertThat(entries()).doesNotHaveDuplicates();
    }

    @Test
    void every_library_brings_its_licence() throws IOException {
        assertThat(entries()).contains("META-INF/LICENSE", "META-INF/NOTICE");
        for (String library : bundled()) {
            assertThat(text("META-INF/licenses/" + library + "-LICENSE"))
                    .as(library)
                    .isNotBlank();
        }
        assertThat(text("META-INF/licenses/asm-LICENSE"))
                .contains("INRIA, France Telecom", "Redistribution and use in source and binary forms");
        assertThat(text("META-INF/licenses/byte-buddy-LICENSE"))
                .contains("Apache License", "Version 2.0, January 2004");
        assertThat(text("META-INF/licenses/gson-LICENSE")).contains("Apache License", "Version 2.0, January 2004");
        assertThat(text("META-INF/licenses/picocli-LICENSE")).isEqualTo(text("META-INF/licenses/gson-LICENSE"));
        assertThat(text("META-INF/licenses/slf4j-api-LICENSE"))
                .contains("QOS.ch", "Permission is hereby granted, free  of charge");
    }

    @Test
    void the_notice_names_every_library() throws IOException {
        String notice = text("META-INF/NOTICE").toLowerCase(Locale.ROOT);

        assertThat(bundled()).allSatisfy(library -> assertThat(notice).contains(library.replace('-', ' ')));
    }

    @Test
    void the_bill_of_materials_lists_exactly_the_libraries_inside() throws IOException {
        Path file = JAR.resolveSibling("closewait-agent.cdx.json");
        assumeTrue(
                Files.exists(file) || "true".equals(System.getenv("CI")),
                "the build was offline, and made no bill of materials");
        JsonObject bill = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        List<JsonObject> components = bill.getAsJsonArray("components").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();

        assertThat(bill.get("bomFormat").getAsString()).isEqualTo("CycloneDX");
        assertThat(components)
                .extracting(component -> component.get("name").getAsString())
                .containsExactlyInAnyOrderElementsOf(bundled());
        assertThat(components).allSatisfy(component -> {
            assertThat(component.get("purl").getAsString()).startsWith("pkg:maven/");
            assertThat(component.getAsJsonArray("licenses")).isNotEmpty();
            assertThat(component.getAsJsonArray("hashes")).isNotEmpty();
        });
    }

    /** What the build has unpacked into the jar. */
    private static List<String> bundled() throws IOException {
        try (Stream<Path> libraries = Files.list(JAR.resolveSibling("bundled"))) {
            return libraries.map(library -> library.getFileName().toString()).toList();
        }
    }

    private String text(String entry) throws IOException {
        assertThat(jar.getEntry(entry)).as(entry).isNotNull();
        try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void our_classes_are_java_8_and_no_class_needs_more() throws IOException {
        Map<String, Integer> versions = new HashMap<>();
        for (String name : entries()) {
            if (name.endsWith(".class") || name.endsWith(".classdata")) {
                versions.put(name, majorVersion(name));
            }
        }

        assertThat(versions).allSatisfy((name, version) -> assertThat(version).isLessThanOrEqualTo(JAVA_8));
        versions.keySet().removeIf(name -> !name.contains("io/closewait/"));
        assertThat(versions)
                .isNotEmpty()
                .allSatisfy((name, version) -> assertThat(version).isEqualTo(JAVA_8));
    }

    @Test
    void the_manifest_names_the_launchers() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();

        assertThat(manifest.getValue("Premain-Class")).isEqualTo("io.closewait.launcher.AgentLauncher");
        assertThat(manifest.getValue("Agent-Class")).isEqualTo("io.closewait.launcher.AgentLauncher");
        assertThat(manifest.getValue("Main-Class")).isEqualTo("io.closewait.launcher.CommandLauncher");
        assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
        assertThat(manifest.getValue("Can-Redefine-Classes")).isEqualTo("true");
        assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("io.closewait.agent");
        assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
    }

    @Test
    void the_manifest_adds_nothing_to_a_class_path() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();

        // Boot-Class-Path switches class-data sharing off for the application.
        assertThat(manifest.getValue("Boot-Class-Path")).isNull();
        assertThat(manifest.getValue("Class-Path")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.closewait.launcher.AgentLauncher", "io.closewait.launcher.CommandLauncher"})
    void a_class_loader_with_the_jar_finds_the_launchers(String name) throws Exception {
        try (URLClassLoader loader = loaderOfTheJarAlone()) {
            assertThat(loader.loadClass(name).getClassLoader()).isSameAs(loader);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net.bytebuddy.jar.asm.ClassReader",
                "org.slf4j.Logger",
                "com.google.gson.Gson",
                "picocli.CommandLine",
                "io.closewait.core.Engine",
                "io.closewait.hooks.SocketHooks"
            })
    void a_class_loader_with_the_jar_finds_nothing_else(String name) throws Exception {
        try (URLClassLoader loader = loaderOfTheJarAlone()) {
            assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass(name));
        }
    }

    /** Classes of the jar's core, and of the JDK. */
    private final class CoreLoader extends ClassLoader {
        CoreLoader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            JarEntry entry = jar.getJarEntry("core/" + name.replace('.', '/') + ".classdata");
            if (entry == null) {
                throw new ClassNotFoundException(name);
            }
            try (InputStream in = jar.getInputStream(entry)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private List<String> entries() {
        return jar.stream().map(JarEntry::getName).toList();
    }

    private int majorVersion(String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getJarEntry(name));
                DataInputStream data = new DataInputStream(in)) {
            assertThat(data.readInt()).as("magic number of %s", name).isEqualTo(0xCAFEBABE);
            data.readUnsignedShort();
            return data.readUnsignedShort();
        }
    }

    private static URLClassLoader loaderOfTheJarAlone() throws IOException {
        return new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }
}
