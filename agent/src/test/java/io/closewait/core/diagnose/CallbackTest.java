package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallbackTest {
    private static final String READ = "java.net.SocketInputStream.socketRead";
    private static final String WRITE = "java.net.SocketOutputStream.socketWrite";

    private final Callback callback = new Callback(
            new Frames(new NamedOrigins(List.of(), List.of("org.feed."), Libraries::bundled), Libraries::bundled));
    private final Sites sites = new Sites(100, 64);

    private Site site(String... methods) {
        return sites.intern(Stream.of(methods)
                .map(method -> new StackTraceElement(
                        method.substring(0, method.lastIndexOf('.')),
                        method.substring(method.lastIndexOf('.') + 1),
                        "A.java",
                        1))
                .toArray(StackTraceElement[]::new));
    }

    private ThreadNow thread(String... now) {
        return new ThreadNow("t", Thread.State.WAITING, site(now), "", "", null);
    }

    @Test
    void what_a_librarys_thread_has_called_is_a_callback() {
        assertThat(callback.is(thread("java.lang.Object.wait", "com.acme.Ticker.tick", "org.feed.Reader.loop")))
                .isTrue();
    }

    @Test
    void the_applications_own_thread_is_in_no_callback_though_it_goes_through_a_library() {
        assertThat(callback.is(thread("com.acme.Ticker.tick", "org.feed.Reader.loop", "com.acme.Main.start")))
                .isFalse();
        assertThat(callback.is(thread("java.lang.Object.wait", "org.feed.Reader.loop")))
                .isFalse();
    }

    @Test
    void the_library_has_called_it_from_where_it_reads() {
        ThreadNow now = thread("com.acme.Ticker.tick", "org.feed.Reader.frame", "org.feed.Reader.run");

        assertThat(callback.isFromReader(site(READ, "org.feed.Reader.frame", "org.feed.Reader.run"), now))
                .isTrue();
    }

    @Test
    void what_all_tasks_of_a_thread_have_in_common_does_not_show_where_it_reads() {
        ThreadNow now = thread("com.acme.Ticker.tick", "org.feed.Events.fire", "org.feed.Worker.run");

        assertThat(callback.isFromReader(site(READ, "org.feed.Reader.frame", "org.feed.Worker.run"), now))
                .isFalse();
    }

    @Test
    void a_connection_that_the_application_reads_itself_is_not_the_librarys_to_read() {
        ThreadNow now = thread("com.acme.Shop.wait", "org.feed.Server.serve");

        assertThat(callback.isFromReader(site(READ, "com.acme.Shop.ask", "org.feed.Server.serve"), now))
                .isFalse();
        assertThat(callback.isFromReader(site(WRITE, "org.feed.Server.serve"), now))
                .isFalse();
        assertThat(callback.isFromReader(null, now)).isFalse();
    }

    @Test
    void a_request_that_other_code_has_written_is_not_the_readers() {
        ThreadNow reader = thread("java.lang.Object.wait", "org.feed.Receiver.run", "java.lang.Thread.run");

        assertThat(callback.isWrittenElsewhere(site(WRITE, "org.feed.Sender.run", "java.lang.Thread.run"), reader))
                .isTrue();
        assertThat(callback.isWrittenElsewhere(site(WRITE, "org.feed.Receiver.run"), reader))
                .isFalse();
        assertThat(callback.isWrittenElsewhere(site(READ, "org.feed.Sender.run"), reader))
                .isFalse();
    }
}
