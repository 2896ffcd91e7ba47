package io.closewait.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "10, \\u000a",
        "13, \\u000d",
        "9, \\u0009",
        "0x1b, \\u001b",
        "0x7f, \\u007f",
        "0x9b, \\u009b",
        "0x2028, \\u2028",
        "0x202e, \\u202e",
        "0x2066, \\u2066",
        "0xd800, \\ud800",
        "0xffff, \\uffff"
    })
    void what_breaks_a_line_or_commands_a_terminal_is_shown_as_an_escape(String character, String shown) {
        assertThat(Printable.line("before" + (char) Integer.decode(character).intValue() + "after"))
                .isEqualTo("before" + shown + "after");
    }

    @Test
    void text_in_any_script_stays_as_it_is() {
        assertThat(Printable.line("worker-1 (größer) 工作者 \ud83d\ude80"))
                .isEqualTo("worker-1 (größer) 工作者 \ud83d\ude80");
    }

    @Test
    void line_breaks_of_a_report_stay() {
        assertThat(Printable.lines("closewait: no leak\n\n  \u001b[2Jjvm\n"))
                .isEqualTo("closewait: no leak\n\n  \\u001b[2Jjvm\n");
    }
}
