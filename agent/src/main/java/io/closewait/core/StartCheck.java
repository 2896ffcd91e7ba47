package io.closewait.core;

import io.closewait.core.instrument.Weaver;
import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.log.AgentLog;
import io.closewait.core.registry.AgentThread;
import io.closewait.core.report.TestedJdks;
import io.closewait.core.thread.AgentLoop;
import java.io.IOException;
import java.util.Set;

/** Whether the agent can work in this JVM. What it answers is the reason why not, or an empty string. */
final class StartCheck {
    private StartCheck() {}

    static String unsupported() {
        return "this JVM (" + System.getProperty("java.vm.name") + " " + System.getProperty("java.version") + " on "
                + System.getProperty("os.name")
                + ") keeps its descriptors in a place that the agent does not know; " + TestedJdks.range()
                + " is supported";
    }

    /** After the weaving, on the reporter's thread: whether the kernel can be asked and the hooks fire. */
    static String problem(Weaver weaver, AgentLoop loop) {
        if (!SocketPoll.isAvailable()) {
            return unsupported();
        }
        try {
            loop.awaitHeap();
            // Initialises what the JDK needs for that, see FullHeap.
            StackTraceElement[] unused = new Throwable().getStackTrace();
            Set<AgentThread.Event> missing = SelfTest.missing((AgentThread) Thread.currentThread());
            if (!missing.isEmpty()) {
                String cause = weaver.failures().isEmpty()
                        ? ""
                        : " (" + weaver.failures().get(0) + ")";
                return "the hooks for " + missing + " do not fire on Java " + System.getProperty("java.version") + cause
                        + "; update closewait, or report this line to its developers";
            }
        } catch (IOException noLoopback) {
            AgentLog.logger()
                    .info("closewait: the hooks could not be tested over loopback ({})", noLoopback.getMessage());
        } catch (Throwable failure) {
            return "the self-test failed: " + failure;
        }
        return "";
    }
}
