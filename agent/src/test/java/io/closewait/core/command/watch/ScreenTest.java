package io.closewait.core.command.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final TerminalSize SIZE = new TerminalSize(3, 80);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    @Test
    void elsewhere_than_in_a_terminal_blocks_follow_each_other_without_control_characters() {
        try (Screen screen = new Screen(out)) {
            assertThat(screen.show(List.of("a", "b"), SIZE)).isTrue();
            assertThat(screen.show(List.of("c"), SIZE)).isTrue();
        }

        assertThat(bytes.toString(UTF_8)).isEqualTo("a\nb\n\nc\n");
    }

    @Test
    void a_terminal_is_redrawn_from_the_top_and_gets_its_settings_back() {
        try (Screen screen = new Screen(out, () -> SIZE)) {
            screen.show(List.of("a", "b"), SIZE);
            screen.show(List.of("c"), SIZE);
        }

        assertThat(bytes.toString(UTF_8))
                .startsWith("\u001b[?7l\u001b[?25l\u001b[2J\u001b[Ha\u001b[K\nb\u001b[K\u001b[J\u001b[Hc\u001b[K")
                .endsWith("\u001b[J\u001b[?7h\u001b[?25h\n");
    }

    @Test
    void a_low_window_keeps_the_first_lines_and_does_not_scroll() {
        try (Screen screen = new Screen(out, () -> SIZE)) {
            screen.show(List.of("a", "b", "c", "d", "e"), SIZE);
        }

        assertThat(bytes.toString(UTF_8))
                .contains("a\u001b[K\nb\u001b[K\nc\u001b[K\u001b[J")
                .doesNotContain("d");
    }

    @Test
    void a_name_that_commands_the_terminal_is_shown_as_it_is_written() {
        try (Screen screen = new Screen(out, () -> SIZE)) {
            screen.show(List.of("evil\u001b[2J\nline"), SIZE);
        }
        try (Screen screen = new Screen(out)) {
            screen.show(List.of("evil\u009b2J"), SIZE);
        }

        assertThat(bytes.toString(UTF_8))
                .contains("evil\\u001b[2J\\u000aline\u001b[K")
                .endsWith("evil\\u009b2J\n");
    }

    @Test
    void a_terminal_that_shows_nothing_yet_is_left_alone() {
        new Screen(out, () -> SIZE).close();

        assertThat(bytes.size()).isZero();
    }

    @Test
    void the_end_of_the_reader_ends_the_view() {
        PrintStream broken = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                true,
                UTF_8);

        assertThat(new Screen(broken).show(List.of("a"), TerminalSize.UNLIMITED))
                .isFalse();
    }
}
