package io.closewait.core.command.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramNameTest {
    @ParameterizedTest
    @CsvSource({
        "java -cp a.jar:b.jar com.example.Main secret, com.example.Main",
        "java -Xmx1g -jar /srv/app.jar --password x, /srv/app.jar",
        "java --class-path=a.jar -ea com.example.Main, com.example.Main",
        "java -p mods -m shop/com.example.Main, shop/com.example.Main",
        "java --module-path mods --module=shop/com.example.Main x, shop/com.example.Main",
        "java --add-opens java.base/java.lang=ALL-UNNAMED -XX:+UseZGC Main, Main",
        "java @options, @options",
        "/usr/sbin/nginx -g, /usr/sbin/nginx",
        "java -jar, java"
    })
    void the_program_is_named_without_its_arguments(String command, String program) {
        assertThat(ProgramName.of(List.of(command.split(" ")))).isEqualTo(program);
    }

    @Test
    void a_process_that_tells_nothing_has_no_name() {
        assertThat(ProgramName.of(List.of())).isEqualTo("unknown program");
    }
}
