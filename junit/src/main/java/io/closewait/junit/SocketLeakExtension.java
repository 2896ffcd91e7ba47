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
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Fails a test that leaves a socket open although its peer has closed the connection, or leaves its closing to the garbage collector;
 * with a {@link SocketLeakError}. What is not attributable to a test fails the class, after all of its tests. The agent is attached to
 * this JVM if it is not there. Where it cannot run, on another system than Linux, nothing is checked.
 * <p>
 * Used by {@link FailOnSocketLeak}, by {@code @ExtendWith}, for all tests by {@link AllTestsExtension}, or with settings of its own:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SocketLeakExtension LEAKS = new SocketLeakExtension().leakAfterMillis(200).exclude("port:5432");
 * }</pre>
 *
 * Immutable and thread-safe; registered by a field that is not static it sees the tests and not the class. Where a test has more than
 * one, it is checked once: with the settings of the last, when the first has its turn, after what other extensions close.
 */
public final class SocketLeakExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    /** How long a socket may stay open unless said otherwise. */
    public static final long DEFAULT_LEAK_AFTER_MILLIS = Settings.DEFAULT_LEAK_AFTER_MILLIS;

    /** The configuration parameter that is {@link FailOnSocketLeak#leakAfterMillis} of tests without the annotation. */
    public static final String LEAK_AFTER_PARAMETER = "closewait.junit.leakAfterMillis";

    /** The configuration parameter that is {@link FailOnSocketLeak#exclude} of tests without it: patterns separated by {@code ;}. */
    public static final String EXCLUDE_PARAMETER = "closewait.junit.exclude";

    /** The system property that is {@link FailOnSocketLeak#holders} for all tests. */
    public static final String HOLDERS_PROPERTY = Holders.PROPERTY;

    /** The system property that has failures show the agent's report as a whole. */
    public static final String FULL_REPORT_PROPERTY = LeakReport.FULL_PROPERTY;

    private static final Namespace NAMESPACE = Namespace.create(SocketLeakExtension.class);

    private final @Nullable Settings own;

    /** What is checked at the end of a test or class, by which of the extensions that are registered for it. Immutable. */
    private static final class Check {
        /** The one that began first: it ends last, after what other extensions close. */
        final SocketLeakExtension owner;

        final TestScope scope;
        final Settings settings;

        Check(SocketLeakExtension owner, TestScope scope, Settings settings) {
            this.owner = owner;
            this.scope = scope;
            this.settings = settings;
        }
    }

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
        return new SocketLeakExtension(ownOrDefault().leakAfterMillis(millis));
    }

    /** The same with {@link FailOnSocketLeak#exclude}; a pattern that is none fails the tests. */
    public SocketLeakExtension exclude(String... patterns) {
        return new SocketLeakExtension(ownOrDefault().exclude(patterns));
    }

    /** The same with {@link FailOnSocketLeak#holders}. */
    public SocketLeakExtension holders() {
        return new SocketLeakExtension(ownOrDefault().holders());
    }

    private Settings ownOrDefault() {
        return own == null ? Settings.defaults("SocketLeakExtension") : own;
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
        try {
            settings.check(agent);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(String.valueOf(e.getMessage()));
        }
        Store store = context.getStore(NAMESPACE);
        Check outer = store.get(context.getUniqueId(), Check.class);
        store.put(
                context.getUniqueId(),
                outer == null
                        ? new Check(this, newScope(context, agent), settings)
                        : new Check(outer.owner, outer.scope, settings));
    }

    private static TestScope newScope(ExtensionContext context, RunningAgent agent) {
        TestScope scope = TestScope.of(context, agent.lastId());
        ofRun(context, TestScopes.class, TestScopes::new).begin(scope);
        return scope;
    }

    private void end(ExtensionContext context) throws InterruptedException {
        Check check = context.getStore(NAMESPACE).get(context.getUniqueId(), Check.class);
        if (check == null || check.owner != this) {
            return; // it did not begin, or another one checks
        }
        TestScope scope = check.scope;
        RunningAgent agent = ofRun(context, RunningAgent.class, RunningAgent::get);
        TestScopes scopes = ofRun(context, TestScopes.class, TestScopes::new);
        List<OpenSocket> now = agent.sockets(scope.beganAfter, "");
        scopes.end(scope, LeakCheck.lastId(now));
        LeakCheck leakCheck = new LeakCheck(
                agent,
                scope.beganAfter,
                socket -> !scopes.isReported(socket.id)
                        && scopes.attribute(socket).isAnsweredBy(scope),
                check.settings);
        List<OpenSocket> leaks = leakCheck.leaks(now);
        SocketLeakError error = leakCheck.error(leaks, new Openers(scopes, leaks).lines());
        if (error != null) {
            scopes.reported(leaks);
            throw error;
        }
    }

    private Settings settings(ExtensionContext context) {
        return own == null ? ContextSettings.of(context) : own;
    }

    /** One for all tests of this run. */
    private static <T> T ofRun(ExtensionContext context, Class<T> type, Supplier<T> maker) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(type, unused -> maker.get(), type);
    }
}
