package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.library.Libraries;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Arrays in the place of a library's objects, whose fields only an agent can read; every class but the shop's is a library's.
 */
class HandlerFinderTest {
    private static final String HANDLERS = HandlerFinderTest.class.getName() + "$Shop";

    private final Frames frames =
            new Frames(new NamedOrigins(List.of(HANDLERS), List.of(), Libraries::bundled), Libraries::bundled);
    private final HandlerFinder finder = new HandlerFinder(frames);

    private @Nullable String near(Object attachment) {
        Handler handler = finder.near(List.of(attachment));
        return handler == null ? null : handler.line.getMethodName();
    }

    @Test
    void the_handler_is_found_through_what_is_attached() {
        assertThat(near(new Object[] {"", new Object[] {new ShopHandler()}})).isEqualTo("handle");
    }

    @Test
    void the_nearest_handler_counts() {
        assertThat(near(new Object[] {new Object[] {new ShopHandler()}, new ShopServlet()}))
                .isEqualTo("doPost");
    }

    @Test
    void the_more_telling_method_counts() {
        assertThat(String.valueOf(HandlerMethod.of(new ShopServlet(), frames)))
                .as("with the line at which it begins")
                .matches(".*HandlerFinderTest\\$ShopServlet\\.doPost\\(HandlerFinderTest\\.java:\\d+\\)");
    }

    @Test
    void an_object_of_the_applications_that_no_server_calls_is_none_and_is_not_looked_into() {
        assertThat(near(new ShopCart(new ShopHandler()))).isNull();
    }

    @Test
    void a_rings_end_and_an_empty_one_are_found() {
        Object[] ring = new Object[1];
        ring[0] = ring;
        assertThat(near(ring)).isNull();
        assertThat(near(new Object[0])).isNull();
        assertThat(near(new int[] {1})).isNull();
    }

    @Test
    void along_the_way_to_the_application_the_method_that_is_noted_with_the_request_counts() throws Exception {
        Object called = ShopServlet.class.getDeclaredMethod("service");
        Object[] response = {new Object[1]};
        Object[] request = {response, new Object[] {called}};

        Handler handler = finder.along(List.of(response, request, new Object[] {new ShopServlet()}), null);

        assertThat(handler)
                .isNotNull()
                .extracting(found -> found.line.getMethodName())
                .isEqualTo("service");
        assertThat(finder.along(List.of(response, new Object[] {new ShopServlet()}), null))
                .as("an object of the application's that is not of the request")
                .isNull();
    }

    @Test
    void who_keeps_a_response_is_its_handler_if_a_library_asks_for_its_type() {
        List<Object> way = List.of(new Object());

        assertThat(finder.along(way, new ShopListener()))
                .isNotNull()
                .extracting(found -> found.line.getMethodName())
                .isEqualTo("arrived");
        assertThat(finder.along(way, new ShopCart(way))).isNull();
    }

    @Test
    void an_object_without_a_known_method_is_named_by_the_one_that_a_librarys_type_asks_for() {
        assertThat(near(new Object[] {new ShopListener()})).isEqualTo("arrived");
    }

    @Test
    void a_known_method_counts_however_far_away_it_is() {
        assertThat(near(new Object[] {new ShopListener(), new Object[] {new ShopHandler()}}))
                .isEqualTo("handle");
    }

    @Test
    void an_initializer_of_channels_is_no_handler() {
        assertThat(HandlerMethod.of(new ShopInitializer(), frames)).isNull();
    }

    @Test
    void a_lambda_is_named_by_the_code_that_it_runs() {
        assertThat(near(ShopRoutes.route())).startsWith("lambda$route$");
    }

    @Test
    void a_lambda_of_a_generic_interface_is_named_by_the_code_that_it_runs() {
        assertThat(near(ShopCallbacks.waiting(new StringBuilder()))).startsWith("lambda$waiting$");
    }

    @Test
    void a_method_that_is_referred_to_is_told_from_a_lambda_that_takes_the_same() {
        assertThat(near(ShopCallbacks.connected())).isEqualTo("accept");
    }

    @Test
    void an_instances_method_that_is_referred_to_is_named() {
        assertThat(near(new ShopCallbacks().served())).isEqualTo("serve");
    }

    @Test
    void the_method_that_a_framework_has_mapped_the_request_to_comes_before_the_object_that_has_it() throws Exception {
        Object method = ShopServlet.class.getDeclaredMethod("service");

        assertThat(near(new Object[] {new ShopHandler(), method})).isEqualTo("service");
    }

    @Test
    void a_method_that_is_not_the_applications_is_no_handler() throws Exception {
        assertThat(near(new Object[] {Runnable.class.getDeclaredMethod("run")})).isNull();
    }

    static class ChannelInitializer {}

    /** As a library has it. */
    interface Arrivals {
        void arrived(String who);
    }

    static final class ShopListener implements Arrivals {
        int count() {
            return 1;
        }

        @Override
        public void arrived(String who) {}
    }

    static final class ShopInitializer extends ChannelInitializer {
        public void handle() {}
    }

    static final class ShopHandler {
        public void handle(String request) {}
    }

    static final class ShopServlet {
        public void service() {}

        public void doPost() {}
    }

    static final class ShopCart {
        final Object handler;

        ShopCart(Object handler) {
            this.handler = handler;
        }
    }

    /** As a library has it: its methods say what is handed over. */
    interface Route {
        void serve(StringBuilder answer);
    }

    static final class ShopRoutes {
        static Route route() {
            return answer -> answer.append("shop");
        }
    }

    /** As libraries have it, whose byte code takes any object. */
    interface Callback<T> {
        void handle(T event);
    }

    static final class ShopCallbacks {
        static Callback<StringBuilder> connected() {
            return ShopCallbacks::accept;
        }

        static Callback<Integer> waiting(StringBuilder socket) {
            return batch -> socket.append(batch);
        }

        Callback<Long> served() {
            return this::serve;
        }

        public static void main(String[] args) {
            connected().handle(new StringBuilder());
        }

        private static void accept(StringBuilder socket) {
            socket.append("shop");
        }

        private void serve(Long order) {
            waiting(new StringBuilder()).handle(order.intValue());
        }
    }
}
