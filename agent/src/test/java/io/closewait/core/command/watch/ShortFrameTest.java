package io.closewait.core.command.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortFrameTest {
    private static final String FRAME = "io.closewait.demo.shop.PriceCache.warmUp(PriceCache.java:24)";

    @ParameterizedTest
    @CsvSource({
        "60, io.closewait.demo.shop.PriceCache.warmUp(PriceCache.java:24)",
        "59, i.c.d.s.PriceCache.warmUp(PriceCache.java:24)",
        "45, i.c.d.s.PriceCache.warmUp(PriceCache.java:24)",
        "44, PriceCache.warmUp(PriceCache.java:24)",
        "36, i.c.d.s.PriceCache.warmUp:24",
        "27, PriceCache.warmUp:24",
        "15, ...he.warmUp:24"
    })
    void packages_go_first_and_the_line_never(int width, String expected) {
        assertThat(ShortFrame.of(FRAME, width)).isEqualTo(expected).hasSizeLessThanOrEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({
        "app//com.example.Main$1.run(Main.java:7), com.example.Main$1.run(Main.java:7), 36",
        "java.base/java.net.Socket.connect(Unknown Source), j.n.Socket.connect(Unknown Source), 34",
        "'accepted, java.net.Socket', 'accepted, java.net.Socket', 34",
        "Main.run(Main.java:7), Main.run:7, 10"
    })
    void frames_of_every_form_are_understood(String frame, String expected, int width) {
        assertThat(ShortFrame.of(frame, width)).isEqualTo(expected);
    }
}
