package io.closewait.core;

import io.closewait.core.jdk.LateShutdown;
import io.closewait.core.log.LogSink;
import java.util.function.IntSupplier;

/** The option {@code failOnLeak}: turns the JVM's exit code into {@link #CODE} if sockets leak when it ends. */
final class FailingExit implements Runnable {
    /** Documented; none of the shell's, of {@code sysexits.h} or of the JVM's own. */
    static final int CODE = 97;

    private final IntSupplier leaks;

    private FailingExit(IntSupplier leaks) {
        this.leaks = leaks;
    }

    /**
     * Asks for the leaks at the JVM's very end.
     *
     * @param leaks how many sockets leak by the last report; 0 if the exit code is to stay
     */
    static void arrange(IntSupplier leaks) {
        if (!LateShutdown.add(new FailingExit(leaks))) {
            LogSink.line("closewait: option failOnLeak has no effect: this JVM does not let its exit code be changed");
        }
    }

    /** After the shutdown hooks: there is nothing left that an immediate end could cut short. */
    @Override
    public void run() {
        int count = leaks.getAsInt();
        if (count > 0) {
            LogSink.onStandardError("closewait: " + count + (count == 1 ? " socket leaks" : " sockets leak")
                    + ": exit code " + CODE + " (failOnLeak=true)");
            Runtime.getRuntime().halt(CODE);
        }
    }
}
