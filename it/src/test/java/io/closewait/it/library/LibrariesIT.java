package io.closewait.it.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that the agent says of a library is so in the library, at each version that its file names. */
class LibrariesIT {
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=\\.)\\s+");
    private static final int LONGEST_SENTENCE = 20;
    private static final Set<String> VERDICTS = Set.of(
            "CLOSED_BUT_HELD",
            "ABANDONED",
            "STUCK",
            "STARVED",
            "END_OF_STREAM_IGNORED",
            "READING_PAUSED",
            "REQUEST_NEVER_COMPLETED",
            "IDLE_IN_POOL",
            "NEVER_CLOSED",
            "NEVER_ACCEPTED");

    static Stream<LibraryFile> libraries() {
        return LibraryFile.checked();
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void every_package_and_every_class_with_a_role_is_in_some_version(LibraryFile library) {
        List<ClassFiles> versions =
                library.versions().map(CheckedVersion::classes).toList();

        assertThat(library.packages())
                .allMatch(prefix -> versions.stream().anyMatch(classes -> classes.hasPackage(prefix)), "is there");
        if (library.roles() != null) {
            assertThat(library.roles().values().stream().flatMap(List::stream))
                    .allMatch(player -> versions.stream().anyMatch(classes -> isThere(player, classes)), "is there");
        }
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void a_library_through_which_another_opens_its_connections_is_known(LibraryFile library) {
        List<String> through = library.through() == null ? List.of() : library.through();

        assertThat(libraries().map(LibraryFile::name)).containsAll(through);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void every_field_of_a_pool_is_declared_in_some_version(LibraryFile library) {
        List<LibraryFile.PoolField> fields = library.poolFields() == null ? List.of() : library.poolFields();

        assertThat(fields)
                .allMatch(
                        field -> library.versions().anyMatch(version -> hasField(version.classes(), field)),
                        "is there");
    }

    private static boolean hasField(ClassFiles classes, LibraryFile.PoolField field) {
        ClassFile type = classes.find(field.type());
        return type != null && type.hasField(field.field());
    }

    private static boolean isThere(String player, ClassFiles classes) {
        if (player.endsWith(".")) {
            return classes.hasPackage(player);
        }
        int dot = player.lastIndexOf('.');
        ClassFile type = classes.find(player.substring(0, dot));
        return classes.find(player) != null || (type != null && type.declares(player.substring(dot + 1)));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void every_name_of_code_in_an_advice_exists_in_each_version_that_it_is_for(LibraryFile library) {
        List<String> missing = new ArrayList<>();
        for (LibraryFile.Advice advice : library.advice()) {
            List<CheckedVersion> versions = library.versions()
                    .filter(version -> version.isIn(advice.versions()))
                    .toList();
            for (CheckedVersion version : versions) {
                for (CodeName name : CodeName.in(advice.text())) {
                    if (!name.existsIn(version.classes())) {
                        missing.add(name.text() + " in " + version + " (" + advice + ")");
                    }
                }
            }
            // What is for other JDKs than the one that runs the test is checked by it there.
            if (versions.isEmpty()
                    && library.versions().noneMatch(version -> version.jars().isEmpty())) {
                missing.add("a version to check " + advice + " with");
            }
        }
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void what_closes_idle_connections_exists(LibraryFile library) {
        List<CodeName> names = library.closesIdleAfter() == null
                ? List.of()
                : CodeName.in(library.closesIdleAfter().by());

        assertThat(names)
                .allMatch(name -> library.versions().anyMatch(version -> name.existsIn(version.classes())), "exists");
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void no_advice_is_the_default(LibraryFile library) throws IOException, ReflectiveOperationException {
        for (LibraryFile.Advice advice : library.advice()) {
            for (LibraryFile.NotDefault claim :
                    advice.notDefault() == null ? List.<LibraryFile.NotDefault>of() : advice.notDefault()) {
                List<CheckedVersion> versions = library.versions()
                        .filter(version -> version.isIn(advice.versions()))
                        .toList();
                assertThat(versions).as(advice.toString()).isNotEmpty();
                for (CheckedVersion version : versions) {
                    assertThat(defaultOf(claim, version))
                            .as("%s.%s of %s", claim.type(), claim.read(), version)
                            .isNotEqualTo(claim.value());
                }
            }
        }
    }

    private static String defaultOf(LibraryFile.NotDefault claim, CheckedVersion version)
            throws IOException, ReflectiveOperationException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : version.jars()) {
            urls.add(url(jar));
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Object configuration =
                    loader.loadClass(claim.type()).getConstructor().newInstance();
            return String.valueOf(
                    configuration.getClass().getMethod(claim.read()).invoke(configuration));
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void an_advice_is_for_a_verdict_and_short(LibraryFile library) {
        assertThat(library.advice()).isNotEmpty().allSatisfy(advice -> {
            assertThat(VERDICTS).contains(advice.verdict());
            String[] sentences = SENTENCE_END.split(advice.text());
            assertThat(sentences)
                    .hasSizeLessThanOrEqualTo(2)
                    .allSatisfy(
                            sentence -> assertThat(sentence.split("\\s+")).hasSizeLessThanOrEqualTo(LONGEST_SENTENCE));
            assertThat(advice.text()).endsWith(".");
        });
    }

    @Test
    void of_a_library_that_is_not_checked_only_the_packages_are_known() {
        assertThat(LibraryFile.all().filter(library -> library.checkedWith() == null))
                .allMatch(library -> library.roles() == null
                        && library.advice() == null
                        && library.closesIdleAfter() == null
                        && library.poolFields() == null
                        && !library.streamsBodies()
                        && !library.readsOnDemand()
                        && !library.httpServer());
    }

    @Test
    void the_document_lists_the_libraries() throws IOException {
        LibraryTable table = new LibraryTable(libraries().toList());
        if (Boolean.getBoolean("it.libraries.write")) {
            table.write();
        }
        table.assertIsInDocument();
    }
}
