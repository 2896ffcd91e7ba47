package io.closewait.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StackLinesTest {
    private final Libraries libraries = Libraries.bundled();
    private final Frames frames = new Frames(new NamedOrigins(List.of(), List.of(), () -> libraries), () -> libraries);
    private final Sites sites = new Sites(100, 64);
    private final Map<Moment, Site> stacks = new EnumMap<>(Moment.class);

    private static StackTraceElement frame(String method) {
        return new StackTraceElement("com.acme.Shop", method, "Shop.java", 1);
    }

    private Site site(String... methods) {
        return sites.intern(Stream.of(methods).map(StackLinesTest::frame).toArray(StackTraceElement[]::new));
    }

    private List<String> lines(@Nullable Moment first, @Nullable StackTraceElement marked) {
        return StackLines.of(stacks, first, marked, frames);
    }

    @Test
    void the_stack_that_matters_comes_first_and_its_line_is_marked() {
        stacks.put(Moment.OPENED, site("open"));
        stacks.put(Moment.LAST_READ, site("read", "buy"));

        assertThat(lines(Moment.LAST_READ, frame("buy")))
                .containsExactly(
                        "  last read at",
                        "      com.acme.Shop.read(Shop.java:1)",
                        "    > com.acme.Shop.buy(Shop.java:1)",
                        "  opened at",
                        "      com.acme.Shop.open(Shop.java:1)");
    }

    @Test
    void of_another_stack_only_what_differs_is_shown() {
        stacks.put(Moment.OPENED, site("open", "buy", "main"));
        stacks.put(Moment.LAST_READ, site("read", "buy", "main"));

        assertThat(lines(Moment.OPENED, null))
                .endsWith(
                        "  last read at",
                        "      com.acme.Shop.read(Shop.java:1)",
                        "      ... same as \"opened\", from Shop.buy on");
    }

    @Test
    void the_same_stack_is_shown_once() {
        stacks.put(Moment.OPENED, site("open", "buy"));
        stacks.put(Moment.LAST_READ, site("open", "buy"));

        assertThat(lines(Moment.OPENED, null)).endsWith("  last read at the same place as \"opened\"");
    }

    @Test
    void a_long_stack_is_cut() {
        stacks.put(
                Moment.OPENED,
                site(IntStream.range(0, 20).mapToObj(i -> "m" + i).toArray(String[]::new)));

        assertThat(lines(Moment.OPENED, null)).hasSize(18).endsWith("      ... 4 more");
    }

    @Test
    void no_more_than_a_person_reads_is_shown() {
        for (Moment moment : Moment.values()) {
            stacks.put(
                    moment,
                    site(IntStream.range(0, 20).mapToObj(i -> moment.key() + i).toArray(String[]::new)));
        }

        assertThat(lines(Moment.OPENED, null))
                .hasSizeLessThan(30)
                .last()
                .asString()
                .endsWith(" more stacks in the JSON report");
    }

    @Test
    void what_the_thread_does_now_is_shown_only_where_it_matters() {
        stacks.put(Moment.NOW, site("sleep"));

        assertThat(lines(null, null)).isEmpty();
        assertThat(lines(Moment.NOW, null)).hasSize(2);
    }
}
