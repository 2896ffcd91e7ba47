package io.closewait.junit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The {@link SocketLeakExtension} for a whole suite. JUnit registers it by itself, if its parameter
 * {@code junit.jupiter.extensions.autodetection.enabled} is true; it checks nothing unless {@value #PARAMETER} is true, too: others
 * need JUnit's parameter for extensions of theirs.
 */
public final class AllTestsExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    /** The configuration parameter, or system property, that has all tests checked. */
    public static final String PARAMETER = "closewait.junit.allTests";

    private final SocketLeakExtension extension = new SocketLeakExtension();

    /** For JUnit, which finds it as a service. */
    public AllTestsExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isOn(context)) {
            extension.beforeAll(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (isOn(context)) {
            extension.beforeEach(context);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        extension.afterEach(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        extension.afterAll(context);
    }

    private static boolean isOn(ExtensionContext context) {
        return context.getConfigurationParameter(PARAMETER)
                .map(Boolean::parseBoolean)
                .orElse(false);
    }
}
