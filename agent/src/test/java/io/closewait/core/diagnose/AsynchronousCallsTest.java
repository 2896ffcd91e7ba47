package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.calling.Weather;
import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.code.Origin;
import io.closewait.core.code.Origins;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Sites;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsynchronousCallsTest {
    private final Libraries libraries = Libraries.bundled();
    private final Sites sites = new Sites(10, 64);

    private SocketFacts opened(String... classes) {
        StackTraceElement[] stack = new StackTraceElement[classes.length];
        for (int i = 0; i < classes.length; i++) {
            stack[i] = new StackTraceElement(classes[i], "connect", "A.java", 1 + i);
        }
        SocketFacts.Builder facts = new SocketFacts.Builder();
        facts.stack(Moment.OPENED, sites.intern(stack));
        return facts.build();
    }

    private AsynchronousCalls calls(SocketFacts facts) {
        Frames frames = new Frames(new WithWeather(), () -> libraries);
        return AsynchronousCalls.of(facts, new InvolvedLibraries(facts, frames), frames);
    }

    @Test
    void where_only_the_client_is_on_the_stack_its_calls_are_known() {
        AsynchronousCalls calls =
                calls(opened("java.nio.channels.SocketChannel", "jdk.internal.net.http.PlainHttpConnection"));

        assertThat(calls.line()).hasToString("com.example.calling.Weather.ofToday(Weather.java:20)");
        assertThat(calls.note()).isEqualTo("one of 2 known asynchronous calls of JDK HttpClient");
        assertThat(calls.evidence())
                .containsExactly("it may also have been opened for com.example.calling.Weather.later(Weather.java:25)");
        assertThat(calls.library()).hasToString("JDK HttpClient");
    }

    @Test
    void where_the_application_is_on_the_stack_nobody_asks_its_class_files() {
        AsynchronousCalls calls = calls(opened("jdk.internal.net.http.PlainHttpConnection", "com.acme.Shop"));

        assertThat(calls.line()).isNull();
        assertThat(calls.library()).isNull();
    }

    @Test
    void another_client_has_no_callers() {
        AsynchronousCalls calls = calls(opened("okhttp3.internal.connection.RealConnection"));

        assertThat(calls.line()).isNull();
        assertThat(calls.evidence()).isEmpty();
    }

    /** By names, and the application has one class. */
    private final class WithWeather implements Origins {
        private final Origins names = new NamedOrigins(List.of(), List.of(), () -> libraries);

        @Override
        public Origin of(String className) {
            return names.of(className);
        }

        @Override
        public Origin of(Class<?> type) {
            return names.of(type);
        }

        @Override
        public Collection<Class<?>> ofApplication(int most) {
            return List.of(Weather.class);
        }
    }
}
