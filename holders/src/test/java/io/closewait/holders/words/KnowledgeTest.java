package io.closewait.holders.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.holders.words.CodeKinds.Kind;
import io.closewait.holders.words.Knowledge.PoolState;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnowledgeTest {
    private final Knowledge knowledge = Knowledge.read();

    @Test
    void every_state_is_read_in_one_way() {
        assertThat(knowledge.states()).isNotEmpty().allSatisfy(state -> {
            assertThat(ways(state)).isEqualTo(1);
            assertThat(state.words()).isNotEmpty();
        });
    }

    private static long ways(PoolState state) {
        return Stream.of(state.number(), state.constant(), state.list(), state.pool())
                .filter(Objects::nonNull)
                .count();
    }

    @Test
    void every_place_and_register_has_words() {
        assertThat(knowledge.places())
                .isNotEmpty()
                .allSatisfy(place -> assertThat(place.words()).isNotBlank());
        assertThat(knowledge.registers())
                .isNotEmpty()
                .allSatisfy(place -> assertThat(place.words()).endsWith(" only"));
    }

    @Test
    void a_class_is_the_JDKs_a_librarys_or_the_applications() {
        CodeKinds kinds = new CodeKinds(knowledge, List.of("org.apache.acme."), List.of("com.acme.lib."));

        assertThat(kinds.of("java.util.HashMap")).isEqualTo(Kind.JDK);
        assertThat(kinds.of("[I")).isEqualTo(Kind.JDK);
        assertThat(kinds.of("redis.clients.jedis.Jedis")).isEqualTo(Kind.LIBRARY);
        assertThat(kinds.of("[Lcom.acme.Session;")).isEqualTo(Kind.APPLICATION);
        assertThat(kinds.of("com.acme.lib.Client")).isEqualTo(Kind.LIBRARY);
        assertThat(kinds.of("org.apache.acme.Shop")).isEqualTo(Kind.APPLICATION);
    }
}
