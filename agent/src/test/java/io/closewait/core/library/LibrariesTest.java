package io.closewait.core.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.closewait.core.library.Library.Role;
import io.closewait.core.library.Library.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibrariesTest {
    private static final Path FILES = Path.of("src/main/resources/io/closewait/core/library");

    private final Libraries bundled = Libraries.bundled();

    @TempDir
    private Path folder;

    @Test
    void every_bundled_file_can_be_read() {
        assertThat(bundled.problems()).isEmpty();
        assertThat(bundled.all()).isNotEmpty();
    }

    @Test
    void the_index_names_every_file_that_is_there() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .collect(Collectors.toList());
            Path index = FILES.resolve("index.txt");
            if (System.getProperty("docs.refresh") != null) {
                Files.write(index, names);
            }

            assertThat(Files.readAllLines(index))
                    .as("%s; to refresh it: mvn test -pl agent -Dtest=LibrariesTest -Ddocs.refresh", index)
                    .isEqualTo(names);
        }
    }

    @Test
    void no_two_bundled_libraries_have_a_name_or_a_package_in_common() {
        assertThat(bundled.all()).extracting(Library::name).doesNotHaveDuplicates();
        assertThat(bundled.all()).flatExtracting(Library::packages).doesNotHaveDuplicates();
    }

    @Test
    void a_damaged_or_missing_bundled_file_is_left_out_and_named() {
        Libraries libraries = Libraries.indexed("damaged.txt");

        assertThat(libraries.problems()).hasSize(2);
        assertThat(libraries.problems().get(0)).startsWith("damaged.json: not JSON");
        assertThat(libraries.problems().get(1)).startsWith("missing.json is not in the agent's jar");
        assertThat(libraries.all()).extracting(Library::name).containsExactly("Jedis");
    }

    @Test
    void a_missing_index_is_a_problem_and_no_exception() {
        Libraries libraries = Libraries.indexed("none.txt");

        assertThat(libraries.problems()).singleElement().asString().contains("none.txt");
        assertThat(libraries.all()).isEmpty();
    }

    @Test
    void a_class_belongs_to_the_library_with_the_longest_prefix_of_its_name() throws IOException {
        Libraries libraries = with("[{'name': 'outer', 'packages': ['com.a.']},"
                + " {'name': 'inner', 'packages': ['com.a.b.']}, {'name': 'other', 'packages': ['com.']}]");

        assertThat(libraries.of("com.a.b.C")).hasToString("inner");
        assertThat(libraries.of("com.a.bc.C")).hasToString("outer");
        assertThat(libraries.of("com.x.C")).hasToString("other");
        assertThat(libraries.of("org.example.Shop")).isNull();
    }

    @Test
    void a_users_file_replaces_a_bundled_library_of_the_same_name() throws IOException {
        Libraries libraries = with("{'name': 'Jedis', 'packages': ['redis.clients.']}");

        assertThat(libraries.all()).filteredOn(it -> it.name().equals("Jedis")).hasSize(1);
        assertThat(jedis(libraries).plays(Role.POOL, "redis.clients.jedis.JedisPool", "getResource"))
                .isFalse();
        assertThat(bundled.all()).hasSameSizeAs(libraries.all());
    }

    @Test
    void a_users_library_wins_over_a_bundled_one_with_the_same_package() throws IOException {
        assertThat(with("{'name': 'our Jedis', 'packages': ['redis.clients.jedis.']}")
                        .of("redis.clients.jedis.Jedis"))
                .hasToString("our Jedis");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'packages': ['a.']}|name must be a string, but is missing",
                "[{'name': 'a', 'packages': ['a.']}, {'name': 3, 'packages': ['a.']}]|[1].name must be a string, but is 3",
                "{'name': 'a'}|packages must be a list of prefixes of class names, at least one, but is missing",
                "{'name': 'a', 'packages': ['a.b']}|packages must be a list of package names, each with a dot at its end",
                "{'name': 'a', 'packages': 'a.'}|packages must be a list of strings, but is",
                "{'name': 'a', 'packages': ['a.'], 'pool': []}|pool is not a field; the fields here: name, packages",
                "{'name': 'a', 'packages': ['a.'], 'roles': {'pools': []}}|roles.pools is not a field; the fields here: pool, client",
                "{'name': 'a', 'packages': ['a.'], 'httpServer': 'yes'}|httpServer must be true or false, but is",
                "{'name': 'a', 'packages': ['a.'], 'closesIdleAfter': {'millis': 1.5}}|closesIdleAfter.millis must be a whole"
                        + " number above 0, but is 1.5",
                "{'name': 'a', 'packages': ['a.'], 'advice': [{'verdict': 'idle', 'text': 'b'}]}|advice[0].verdict must be the"
                        + " name of a verdict in capitals",
                "{'name': 'a', 'packages': ['a.'], 'advice': [{'verdict': 'STUCK'}]}|advice[0].text must be a string, but is"
                        + " missing",
                "{'name': 'a', 'packages': ['a.'], 'advice': [{'verdict': 'STUCK', 'text': 'b', 'situation': 'ODD'}]}"
                        + "|advice[0].situation must be one of [USUAL, UNREAD_ANSWER, NOT_GIVEN_BACK, CLIENT_PER_CALL, RESPONSE_BEGUN]",
                "{'name': 'a', 'packages': ['a.'], 'advice': [{'verdict': 'STUCK', 'text': 'b', 'versions': '4.3'}]}"
                        + "|advice[0].versions must be a range of versions such as [4.3,5), [2,) or (,3], but is",
                "{'name': 'a', 'packages': ['a.'], 'advice': ['b']}|advice[0] must be a JSON object",
                "{'name': |not JSON: ",
                "4|the file must be a JSON object"
            })
    void what_is_wrong_with_a_users_file_is_said_with_file_field_and_what_is_right(String json, String message)
            throws IOException {
        Path file = file(json);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> bundled.with(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(message);
    }

    @Test
    void a_users_file_that_is_not_there_is_said_to_be_so() {
        Path file = folder.resolve("none.json");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> bundled.with(file))
                .withMessage(file + ": cannot be read: NoSuchFileException");
    }

    @Test
    void a_role_is_played_by_a_package_a_class_with_those_nested_in_it_or_a_method() throws IOException {
        Library library = jedis(with("{'name': 'Jedis', 'packages': ['redis.clients.jedis.'],"
                + " 'roles': {'pool': ['a.Pool', 'a.pools.'], 'client': ['a.Call.execute']}}"));

        assertThat(library.plays(Role.POOL, "a.Pool", "get")).isTrue();
        assertThat(library.plays(Role.POOL, "a.Pool$Entry", "get")).isTrue();
        assertThat(library.plays(Role.POOL, "a.PoolConfig", "get")).isFalse();
        assertThat(library.plays(Role.POOL, "a.pools.Any", "get")).isTrue();
        assertThat(library.plays(Role.CLIENT, "a.Call", "execute")).isTrue();
        assertThat(library.plays(Role.CLIENT, "a.Call", "cancel")).isFalse();
        assertThat(library.plays(Role.SERVER, "a.Pool", "get")).isFalse();
    }

    @Test
    void advice_is_that_of_the_version_or_of_all_or_the_newest_when_the_version_is_unknown() throws IOException {
        Library library = jedis(
                with(
                        "{'name': 'Jedis', 'packages': ['redis.clients.jedis.'], 'advice': ["
                                + "{'verdict': 'STUCK', 'versions': '[2,3)', 'text': 'two'}, {'verdict': 'STUCK', 'versions': '[3,)', 'text': 'three'},"
                                + "{'verdict': 'STUCK', 'versions': '(,2)', 'text': 'one'},"
                                + "{'verdict': 'STARVED', 'versions': '[2,3)', 'text': 'two'}, {'verdict': 'STARVED', 'text': 'any'}]}"));

        assertThat(library.advice("STUCK", Situation.USUAL, false, "2.9.1")).isEqualTo("two");
        assertThat(library.advice("STUCK", Situation.USUAL, false, "3.0.0.Final"))
                .isEqualTo("three");
        assertThat(library.advice("STUCK", Situation.USUAL, false, "1")).isEqualTo("one");
        assertThat(library.advice("STUCK", Situation.USUAL, false, null)).isEqualTo("three");
        assertThat(library.advice("STARVED", Situation.USUAL, false, "2.1")).isEqualTo("two");
        assertThat(library.advice("STARVED", Situation.USUAL, false, "4")).isEqualTo("any");
        assertThat(library.advice("STARVED", Situation.USUAL, false, null)).isEqualTo("any");
        assertThat(library.advice("ABANDONED", Situation.USUAL, false, null)).isNull();
    }

    @Test
    void without_advice_for_a_situation_the_usual_is_given() throws IOException {
        Library library = jedis(with("{'name': 'Jedis', 'packages': ['redis.clients.jedis.'], 'advice': ["
                + "{'verdict': 'STUCK', 'text': 'usual'},"
                + "{'verdict': 'STUCK', 'situation': 'UNREAD_ANSWER', 'versions': '[3,)', 'text': 'unread'}]}"));

        assertThat(library.advice("STUCK", Situation.UNREAD_ANSWER, false, "3")).isEqualTo("unread");
        assertThat(library.advice("STUCK", Situation.UNREAD_ANSWER, false, "2")).isEqualTo("usual");
        assertThat(library.advice("STUCK", Situation.CLIENT_PER_CALL, false, "3"))
                .isEqualTo("usual");
    }

    @Test
    void advice_is_for_those_who_accepted_or_connected_by_what_the_library_is_for_unless_it_says() throws IOException {
        String advice = "'advice': [{'verdict': 'STUCK', 'text': 'any'},"
                + " {'verdict': 'STARVED', 'side': 'SERVER', 'text': 'server'}]}";
        Library client = jedis(with("{'name': 'Jedis', 'packages': ['redis.clients.jedis.'],"
                + " 'roles': {'client': ['redis.clients.jedis.Jedis']}," + advice));
        Library server = jedis(with("{'name': 'Jedis', 'packages': ['redis.clients.jedis.'],"
                + " 'roles': {'server': ['redis.clients.jedis.Jedis']}," + advice));
        Library both = jedis(with("{'name': 'Jedis', 'packages': ['redis.clients.jedis.'],"
                + " 'roles': {'server': ['redis.clients.jedis.A'], 'pool': ['redis.clients.jedis.B']}," + advice));

        assertThat(client.advice("STUCK", Situation.USUAL, true, null)).isNull();
        assertThat(client.advice("STUCK", Situation.USUAL, false, null)).isEqualTo("any");
        assertThat(client.advice("STARVED", Situation.USUAL, true, null)).isEqualTo("server");
        assertThat(server.advice("STUCK", Situation.USUAL, true, null)).isEqualTo("any");
        assertThat(server.advice("STUCK", Situation.USUAL, false, null)).isNull();
        assertThat(both.advice("STUCK", Situation.USUAL, true, null)).isEqualTo("any");
        assertThat(both.advice("STUCK", Situation.USUAL, false, null)).isEqualTo("any");
        assertThat(both.advice("STARVED", Situation.USUAL, false, null)).isNull();
    }

    @Test
    void what_a_library_does_by_itself_is_known() {
        Library urlConnection = Objects.requireNonNull(bundled.of("sun.net.www.http.HttpClient"));

        assertThat(urlConnection.closesIdleAfter()).hasSeconds(5);
        assertThat(urlConnection.streamsBodies()).isTrue();
        assertThat(urlConnection.isHttpServer()).isFalse();
        assertThat(jedis(bundled).closesIdleAfter()).isNull();
    }

    private static Library jedis(Libraries libraries) {
        return Objects.requireNonNull(libraries.of("redis.clients.jedis.JedisPool"));
    }

    private Libraries with(String json) throws IOException {
        return bundled.with(file(json));
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("libraries.json"), json.replace('\'', '"'));
    }
}
