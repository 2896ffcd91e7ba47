package io.closewait.core.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolFieldTest {
    private static PoolField field(List<String> lent, List<String> idle) {
        return new PoolField("com.acme.Pool", "state", lent, idle, false, false);
    }

    @Test
    void numbers_flags_and_constants_of_enums_are_compared_with_the_values() {
        assertThat(field(List.of("1"), List.of("0")).state(1)).isEqualTo(PoolState.LENT);
        assertThat(field(List.of("1"), List.of("0")).state(0)).isEqualTo(PoolState.IDLE);
        assertThat(field(List.of("1"), List.of("0")).state(-2)).isNull();
        assertThat(field(List.of("true"), List.of("false")).state(true)).isEqualTo(PoolState.LENT);
        assertThat(field(List.of("RUNNABLE"), List.of("NEW")).state(Thread.State.NEW))
                .isEqualTo(PoolState.IDLE);
    }

    @Test
    void of_an_object_it_counts_whether_there_is_one() {
        PoolField field = field(List.of("not null"), List.of("null"));

        assertThat(field.state(new Object())).isEqualTo(PoolState.LENT);
        assertThat(field.state(null)).isEqualTo(PoolState.IDLE);
    }

    @Test
    void of_a_list_it_counts_whether_there_is_something_in_it() {
        PoolField field = field(List.of("not empty"), List.of("empty"));

        assertThat(field.state(new ArrayList<>(List.of("a call")))).isEqualTo(PoolState.LENT);
        assertThat(field.state(new ArrayList<>())).isEqualTo(PoolState.IDLE);
    }

    @Test
    void what_a_container_holds_has_its_state() {
        PoolField leased = field(List.of("*"), List.of());

        assertThat(leased.isContainer()).isTrue();
        assertThat(leased.state(new HashMap<>())).isEqualTo(PoolState.LENT);
        assertThat(leased.state(null)).isNull();
        assertThat(field(List.of(), List.of("*")).state(new HashMap<>())).isEqualTo(PoolState.IDLE);
    }
}
