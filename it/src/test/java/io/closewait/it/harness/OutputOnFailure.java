package io.closewait.it.harness;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds to a failure what the JVMs wrote that the test had started. */
public final class OutputOnFailure implements BeforeEachCallback, TestExecutionExceptionHandler {

    @Override
    public void beforeEach(ExtensionContext context) {
        ForkedJvm.STARTED_BY_THIS_THREAD.get().clear();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        for (ForkedJvm jvm : ForkedJvm.STARTED_BY_THIS_THREAD.get()) {
            failure.addSuppressed(new JvmOutput(jvm));
        }
        throw failure;
    }

    private static final class JvmOutput extends RuntimeException {
        private static final long serialVersionUID = 1L;

        JvmOutput(ForkedJvm jvm) {
            super(jvm.toString(), null, false, false);
        }
    }
}
