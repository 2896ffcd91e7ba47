package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Sites;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UpgradesTest {
    private static final String SERVER = "io.undertow.server.HttpServerExchange";
    private static final String WEB_SOCKETS = "io.undertow.websockets.core.protocol.Handshake";

    private final Libraries libraries = Libraries.bundled();
    private final Frames frames = new Frames(new NamedOrigins(List.of(), List.of(), () -> libraries), () -> libraries);
    private final Sites sites = new Sites(10, 64);

    private String writtenBy(String... classes) {
        StackTraceElement[] stack = Stream.of(classes)
                .map(name -> new StackTraceElement(name, "write", "A.java", 1))
                .toArray(StackTraceElement[]::new);
        return new Upgrades(frames).of(List.of(), Map.of(Moment.FIRST_WRITTEN, sites.intern(stack)));
    }

    @Test
    void a_connection_on_which_web_sockets_have_the_server_answer_is_theirs() {
        assertThat(writtenBy("java.nio.channels.SocketChannel", "org.xnio.nio.NioSocketConduit", SERVER, WEB_SOCKETS))
                .isEqualTo(WEB_SOCKETS);
        assertThat(writtenBy("org.xnio.nio.NioSocketConduit", SERVER, "org.xnio.ChannelListeners", WEB_SOCKETS))
                .isEqualTo(WEB_SOCKETS);
    }

    @Test
    void one_that_the_application_answers_is_the_servers_though_web_sockets_are_offered_there() {
        assertThat(writtenBy("java.nio.channels.SocketChannel", SERVER, "com.acme.Shop", WEB_SOCKETS))
                .isEmpty();
    }

    @Test
    void so_is_one_that_another_library_answers_though_web_sockets_are_offered_there() {
        assertThat(writtenBy(
                        "java.nio.channels.SocketChannel",
                        "org.xnio.nio.NioSocketConduit",
                        SERVER,
                        "org.springframework.web.servlet.DispatcherServlet",
                        WEB_SOCKETS))
                .isEmpty();
    }

    @Test
    void one_that_was_not_written_to_is_the_servers() {
        assertThat(new Upgrades(frames).of(List.of(), Map.of())).isEmpty();
    }
}
