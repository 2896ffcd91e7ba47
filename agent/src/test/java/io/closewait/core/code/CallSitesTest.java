package io.closewait.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.calling.Weather;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallSitesTest {
    private static final String CALL = "java.net.http.HttpClient.sendAsync";
    private static final String OTHER = "java.net.http.HttpClient.send";
    private static final String WEATHER = Weather.class.getName().replace('.', '/') + ".class";

    @TempDir
    private Path folder;

    private final CallSites callSites = new CallSites();

    private List<String> callers(Set<String> methods, Class<?>... classes) {
        return callSites.of(methods, Set.of(CALL, OTHER), List.of(classes)).stream()
                .map(StackTraceElement::toString)
                .toList();
    }

    @Test
    void a_call_and_a_method_reference_are_named_with_their_lines() {
        assertThat(callers(Set.of(CALL), Weather.class))
                .containsExactly(
                        "com.example.calling.Weather.ofToday(Weather.java:20)",
                        "com.example.calling.Weather.later(Weather.java:25)");
    }

    @Test
    void another_method_has_no_callers() {
        assertThat(callers(Set.of(OTHER), Weather.class, CallSitesTest.class, String.class))
                .isEmpty();
    }

    @Test
    void classes_that_were_loaded_later_are_read_too() {
        assertThat(callers(Set.of(CALL), CallSitesTest.class)).isEmpty();

        assertThat(callers(Set.of(CALL), CallSitesTest.class, Weather.class)).hasSize(2);
    }

    @Test
    void a_class_of_an_executable_jar_is_read_without_its_loader() throws IOException {
        Path jar = folder.resolve("shop.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("BOOT-INF/classes/" + WEATHER));
            zip.write(weather());
        }
        URL place = new URL("jar:" + jar.toUri() + "!/BOOT-INF/classes!/");

        assertThat(callers(Set.of(CALL), new Loader(place).define(weather()))).hasSize(2);
        assertThat(SourceLine.of(new Loader(place).define(weather()), "ofToday"))
                .isEqualTo(20);
    }

    @Test
    void a_class_whose_file_is_gone_has_no_calls_and_no_line() throws MalformedURLException, IOException {
        Class<?> type = new Loader(folder.resolve("gone.jar").toUri().toURL()).define(weather());

        assertThat(callers(Set.of(CALL), type)).isEmpty();
        assertThat(SourceLine.of(type, "ofToday")).isEqualTo(-1);
    }

    private static byte[] weather() throws IOException {
        try (InputStream in = Weather.class.getResourceAsStream("/" + WEATHER)) {
            return in.readAllBytes();
        }
    }

    /** Says where it has a class from, and finds nothing. */
    private static final class Loader extends ClassLoader {
        private final ProtectionDomain domain;

        Loader(URL place) {
            domain = new ProtectionDomain(new CodeSource(place, (Certificate[]) null), null);
        }

        Class<?> define(byte[] file) {
            return defineClass(Weather.class.getName(), file, 0, file.length, domain);
        }
    }
}
