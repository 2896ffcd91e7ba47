package io.closewait.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class JsonLineTest {
    @Test
    void a_message_of_several_lines_is_one_line() {
        String line = JsonLine.of(Level.INFO, "closewait: stopped\nbecause", List.of());
        JsonObject json = JsonParser.parseString(line).getAsJsonObject();

        assertThat(line).doesNotContain("\n");
        assertThat(json.get("message").getAsString()).isEqualTo("stopped\nbecause");
        assertThat(json.get("level").getAsString()).isEqualTo("INFO");
        assertThat(json.get("logger").getAsString()).isEqualTo("closewait");
        assertThat(Duration.between(Instant.parse(json.get("timestamp").getAsString()), Instant.now()))
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void a_report_has_the_fields_of_the_whole_and_of_each_place() {
        JsonObject json = JsonParser.parseString(JsonLine.of(
                        Level.WARN,
                        "the text for people",
                        List.of(
                                new LogEvent("closewait: 8 sockets leak", Map.of("leaked", 8, "host", "shop-1")),
                                new LogEvent("8 sockets stuck", Map.of("leaked", 8, "verdict", "stuck")))))
                .getAsJsonObject();

        assertThat(json.get("message").getAsString()).isEqualTo("8 sockets leak");
        assertThat(json.get("leaked").getAsInt()).isEqualTo(8);
        assertThat(json.get("host").getAsString()).isEqualTo("shop-1");
        JsonObject place = json.getAsJsonArray("leaks").get(0).getAsJsonObject();
        assertThat(place.get("message").getAsString()).isEqualTo("8 sockets stuck");
        assertThat(place.get("verdict").getAsString()).isEqualTo("stuck");
    }

    @Test
    void the_loggers_name_is_not_said_twice() {
        assertThat(LogEvent.withoutName("closewait: no leak")).isEqualTo("no leak");
        assertThat(LogEvent.withoutName("closewait 1.0: watching")).isEqualTo("version 1.0: watching");
        assertThat(LogEvent.withoutName("closewaiting")).isEqualTo("closewaiting");
    }
}
