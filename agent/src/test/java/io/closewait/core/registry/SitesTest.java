package io.closewait.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SitesTest {
    private static final StackTraceElement CONNECT = frame("java.net.Socket", "connect");
    private static final StackTraceElement LOAD = frame("com.example.Prices", "load");
    private static final StackTraceElement MAIN = frame("com.example.Main", "main");

    private static StackTraceElement frame(String type, String method) {
        return new StackTraceElement(type, method, "Some.java", 1);
    }

    private static StackTraceElement[] stack(StackTraceElement... frames) {
        return frames;
    }

    @Test
    void equal_stacks_are_one_site() {
        Sites sites = new Sites(10, 64);

        assertThat(sites.intern(stack(CONNECT, LOAD, MAIN))).isSameAs(sites.intern(stack(CONNECT, LOAD, MAIN)));
        assertThat(sites.intern(stack(CONNECT, MAIN))).isNotSameAs(sites.intern(stack(CONNECT, LOAD, MAIN)));
        assertThat(sites.size()).isEqualTo(2);
    }

    @Test
    void module_and_loader_make_no_difference() {
        Sites sites = new Sites(10, 64);
        StackTraceElement withModule =
                new StackTraceElement(null, "java.base", "17", "java.net.Socket", "connect", "Some.java", 1);

        assertThat(sites.intern(stack(withModule))).isSameAs(sites.intern(stack(CONNECT)));
    }

    @Test
    void the_agents_own_frames_are_left_out() {
        Site site = new Sites(10, 64)
                .intern(stack(
                        frame("io.closewait.core.registry.Registry", "opened"),
                        frame("io.closewait.hooks.SocketHooks", "opened"),
                        CONNECT,
                        MAIN));

        assertThat(site.frames()).containsExactly(CONNECT, MAIN);
    }

    @Test
    void a_call_of_the_JDK_that_is_too_deep_leaves_its_caller() {
        StackTraceElement[] stack = new StackTraceElement[300];
        Arrays.fill(stack, frame("java.util.regex.Pattern$Loop", "match"));
        stack[298] = LOAD;
        stack[299] = MAIN;

        List<StackTraceElement> frames = new Sites(10, 64).intern(stack).frames();

        assertThat(frames).hasSize(10).endsWith(LOAD, MAIN);
        assertThat(frames.subList(0, 8)).containsOnly(stack[0]);
    }

    @Test
    void a_call_of_others_that_is_too_deep_keeps_its_inner_end() {
        StackTraceElement[] stack = new StackTraceElement[300];
        Arrays.fill(stack, LOAD);
        stack[0] = CONNECT;
        stack[299] = MAIN;

        assertThat(new Sites(10, 64).intern(stack).frames())
                .hasSize(64)
                .startsWith(CONNECT, LOAD)
                .doesNotContain(MAIN);
    }

    @Test
    void a_stack_that_the_jvm_had_no_memory_for_ends_where_it_stopped() {
        Sites sites = new Sites(10, 64);

        assertThat(sites.intern(Arrays.copyOf(stack(CONNECT, LOAD), 3)).frames())
                .containsExactly(CONNECT, LOAD);
        assertThat(sites.intern(new StackTraceElement[2]).frames()).isEmpty();
    }

    @Test
    void a_stack_is_kept_to_the_depth_that_is_wanted() {
        assertThat(new Sites(10, 2).intern(stack(CONNECT, LOAD, MAIN)).frames()).containsExactly(CONNECT, LOAD);
    }

    @Test
    void without_room_a_site_is_one_of_the_others_and_counted() {
        Sites sites = new Sites(1, 64);
        Site known = sites.intern(stack(CONNECT));

        Site other = sites.intern(stack(LOAD));
        assertThat(other.id()).isZero();
        assertThat(other.frames()).isEmpty();
        assertThat(sites.intern(stack(MAIN))).isSameAs(other);
        assertThat(sites.intern(stack(CONNECT))).isSameAs(known);
        assertThat(sites.dropped()).isEqualTo(2);
    }
}
