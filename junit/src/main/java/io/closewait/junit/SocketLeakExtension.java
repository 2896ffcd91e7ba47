package io.closewait.junit;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails a test that leaves a socket open although its peer has closed the connection, with the agent's report as the message.
 * What no test can be named for fails the class, after all of its tests. The agent is attached to this JVM if it is not there.
 * Where it cannot run, on another system than Linux, nothing is checked.
 * <p>
 * Used by {@link FailOnSocketLeak}, by {@code @ExtendWith}, or with settings of its own:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SocketLeakExtension LEAKS = new SocketLeakExtension().leakAfterMillis(200).exclude("port:5432");
 * }</pre>
 *
 * Immutable and thread-safe; registered by a field that is not static it sees the tests and not the class.
 */
public final class SocketLeakExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    /** How long a socket may stay open unless said otherwise. */
    public static final long DEFAULT_LEAK_AFTER_MILLIS = 1000;

    /** The system property that is {@link FailOnSocketLeak#holders} for all tests. */
    public static final String HOLDERS_PROPERTY = "closewait.junit.holders";

    private static final Namespace NAMESPACE = Namespace.create(SocketLeakExtension.class);

    private final @Nullable Settings own;

    /** With the settings of the nearest {@link FailOnSocketLeak}, or the default ones. */
    public SocketLeakExtension() {
        this(null);
    }

    private SocketLeakExtension(@Nullable Settings own) {
        this.own = own;
    }

    /**
     * The same with {@link FailOnSocketLeak#leakAfterMillis}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SocketLeakExtension leakAfterMillis(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("leakAfterMillis(" + millis + "): milliseconds from 0 on");
        }
        Settings before = own == null ? Settings.DEFAULT : own;
        return new SocketLeakExtension(new Settings(millis, before.exclude, before.holders));
    }

    /** The same with {@link FailOnSocketLeak#exclude}; a pattern that is none fails the tests. */
    public SocketLeakExtension exclude(String... patterns) {
        Settings before = own == null ? Settings.DEFAULT : own;
        return new SocketLeakExtension(
                new Settings(before.leakAfterMillis, String.join(";", patterns), before.holders));
    }

    /** The same with {@link FailOnSocketLeak#holders}. */
    public SocketLeakExtension holders() {
        Settings before = own == null ? Settings.DEFAULT : own;
        return new SocketLeakExtension(new Settings(before.leakAfterMillis, before.exclude, true));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        begin(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begin(context);
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        end(context);
    }

    private void begin(ExtensionContext context) {
        if (!RunningAgent.isSupported()) {
            context.publishReportEntry("closewait", "sockets are not checked: the agent needs Linux");
            return;
        }
        Settings settings = settings(context);
        RunningAgent agent = ofRun(context, RunningAgent.class, RunningAgent::get);
        check(settings, agent, context);
        TestScope scope = TestScope.of(context, LeakCheck.lastId(agent.openSockets("")));
        ofRun(context, TestScopes.class, TestScopes::new).begin(scope);
        context.getStore(NAMESPACE).put(this, scope);
    }

    private static void check(Settings settings, RunningAgent agent, ExtensionContext context) {
        try {
            if (!settings.exclude.isEmpty()) {
                agent.openSockets(settings.exclude);
            }
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "exclude of " + context.getDisplayName() + ": " + e.getMessage(), e);
        }
    }

    private void end(ExtensionContext context) throws InterruptedException {
        TestScope scope = context.getStore(NAMESPACE).remove(this, TestScope.class);
        if (scope == null) {
            return; // it did not begin
        }
        RunningAgent agent = ofRun(context, RunningAgent.class, RunningAgent::get);
        TestScopes scopes = ofRun(context, TestScopes.class, TestScopes::new);
        List<OpenSocket> leaks = new LeakCheck(agent, scopes, scope, settings(context)).leaks();
        String report = leaks.isEmpty() ? "" : agent.report(leaks);
        if (!report.isEmpty()) {
            scopes.reported(leaks);
            String holders = settings(context).holders || Boolean.getBoolean(HOLDERS_PROPERTY)
                    ? "\n\n" + Holders.text(leaks)
                    : "";
            throw new AssertionError(new LeakMessage(scopes, leaks).text() + "\n\n" + report + holders);
        }
    }

    private Settings settings(ExtensionContext context) {
        return own == null ? Settings.annotated(context) : own;
    }

    /** One for all tests of this run. */
    private static <T> T ofRun(ExtensionContext context, Class<T> type, Supplier<T> maker) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(type, unused -> maker.get(), type);
    }
}
