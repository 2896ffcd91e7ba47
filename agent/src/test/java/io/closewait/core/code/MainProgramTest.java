package io.closewait.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainProgramTest {
    @ParameterizedTest
    @CsvSource({
        "com.acme.shop.Main,           com.acme.store.Cart,      true",
        "com.acme.shop.Main,           com.other.Cart,           false",
        "com.acme.shop.Main,           com.acmesoft.Cart,        false",
        "org.apache.kafka.Kafka,       org.apache.kafka.Broker,  true",
        "org.apache.kafka.Kafka,       org.apache.http.Client,   false",
        "org.apache.Main,              org.apache.http.Client,   true",
        "shop.Main,                    shop.Cart,                true",
        "Main,                         Cart,                     true",
        "Main,                         com.acme.Cart,            false"
    })
    void its_root_is_two_packages_and_three_where_many_publish(String main, String other, boolean expected) {
        assertThat(new MainProgram(main, CodePlace.UNKNOWN).isRootOf(other)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"com.acme.Main, true", "shop.Main, false", "Main, false"})
    void a_root_of_one_segment_tells_nothing(String main, boolean expected) {
        assertThat(new MainProgram(main, CodePlace.UNKNOWN).hasTellingRoot()).isEqualTo(expected);
    }
}
