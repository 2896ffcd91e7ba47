package io.closewait.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodePlaceTest {
    @ParameterizedTest
    @CsvSource({
        "file,   /shop/target/classes/,                             true",
        "file,   /app/lib/jedis-6.2.0.jar,                          false",
        "jar,    file:/app/shop.jar!/BOOT-INF/classes!/,            true",
        "jar,    file:/app/shop.jar!/BOOT-INF/lib/jedis-6.2.0.jar!/,false",
        "nested, /app/shop.jar/!BOOT-INF/classes/!/,                true",
        "nested, /app/shop.jar/!BOOT-INF/lib/jedis-6.2.0.jar!/,     false",
        "file,   /tomcat/webapps/shop/WEB-INF/classes/,             true",
        "file,   /tomcat/webapps/shop/WEB-INF/classes/a/B.class,    true",
        "file,   /tomcat/webapps/shop/WEB-INF/lib/jedis-6.2.0.jar,  false",
        "file,   /shop/Single.java,                                 true",
        "jrt,    /com.acme.shop,                                    false"
    })
    void the_applications_own_classes_are_in_folders_or_in_its_part_of_an_archive(
            String protocol, String path, boolean expected) {
        assertThat(CodePlace.of(protocol, path).isOfApplication()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "file,   /app/lib/jedis-6.2.0.jar,                           jedis-6.2.0.jar",
        "jar,    file:/app/shop.jar!/BOOT-INF/lib/jedis-6.2.0.jar!/, jedis-6.2.0.jar",
        "nested, /app/shop.jar/!BOOT-INF/lib/jedis-6.2.0.jar!/,      jedis-6.2.0.jar",
        "nested, /app/shop.jar/!jedis-6.2.0.jar,                     jedis-6.2.0.jar",
        "file,   /app/shop.war,                                      shop.war",
        "file,   /shop/target/classes/,                              ''",
        "jrt,    /java.base,                                         ''"
    })
    void a_jar_is_named_by_its_file_wherever_it_lies(String protocol, String path, String expected) {
        assertThat(CodePlace.of(protocol, path).jar()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "file,   /app/shop.jar,                                      /app/shop.jar,        ''",
        "file,   /shop/target/classes/,                              /shop/target/classes, ''",
        "jar,    file:/app/shop.jar!/,                               /app/shop.jar,        ''",
        "jar,    file:/app/shop.jar!/BOOT-INF/classes!/,             /app/shop.jar,        BOOT-INF/classes/",
        "jar,    nested:/app/shop.jar/!BOOT-INF/classes/!/,          /app/shop.jar,        BOOT-INF/classes/",
        "nested, /app/shop.jar/!BOOT-INF/classes/!/,                 /app/shop.jar,        BOOT-INF/classes/",
        "http,   /app/shop.jar,                                      ,                     ''"
    })
    void class_files_are_in_a_folder_or_in_one_of_an_archive(
            String protocol, String path, @Nullable String file, String folder) {
        CodePlace place = CodePlace.of(protocol, path);

        assertThat(place.file()).isEqualTo(file == null ? null : Path.of(file));
        assertThat(place.folder()).isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "jrt,  /java.base,     true",
        "jrt,  /jdk.httpserver,true",
        "jrt,  /com.acme.shop, false",
        "file, /java.base,     false"
    })
    void of_the_run_time_image_only_the_JDKs_modules_are_its(String protocol, String path, boolean expected) {
        assertThat(CodePlace.of(protocol, path).isModuleOfJdk()).isEqualTo(expected);
    }

    @Test
    void a_class_of_this_build_is_in_a_folder_and_one_of_the_JDK_is_nowhere_else() {
        assertThat(CodePlace.of(CodePlaceTest.class).isOfApplication()).isTrue();
        assertThat(CodePlace.of(String.class).isUnknown()).isTrue();
    }

    @Test
    void a_place_without_a_protocol_or_path_is_unknown() {
        assertThat(CodePlace.of(null, null)).isEqualTo(CodePlace.UNKNOWN).hasSameHashCodeAs(CodePlace.UNKNOWN);
        assertThat(CodePlace.of("file", "/a/")).isNotEqualTo(CodePlace.of("jar", "/a/"));
    }
}
