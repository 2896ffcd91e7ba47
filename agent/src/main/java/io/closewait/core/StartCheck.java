package io.closewait.core;

import io.closewait.core.instrument.Weaver;
import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.log.AgentLog;
import io.closewait.core.registry.AgentThread;
import io.closewait.core.report.AgentVersion;
import io.closewait.core.thread.AgentLoop;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Whether the agent can work in this JVM. What it answers is the reason why not, or an empty string. */
final class StartCheck {
    private StartCheck() {}

    static String unsupported() {
        return "this JVM (" + System.getProperty("java.vm.name") + " " + System.getProperty("java.version") + " on "
                + System.getProperty("os.name")
                + ") keeps its descriptors in a place that the agent does not know; " + tested() + " is supported";
    }

    private static String tested() {
        List<String> jdks = AgentVersion.supportedJdks();
        return "OpenJDK " + jdks.get(0) + " to " + newest(jdks) + " on Linux x86-64";
    }

    private static String newest(List<String> jdks) {
        return jdks.get(jdks.size() - 1);
    }

    /**
     * What is to be said, once the self-test has passed, about a Java that came after this version of the agent.
     *
     * @param specificationVersion the system property {@code java.specification.version}, such as {@code 1.8} or {@code 28}
     * @return a line, or an empty text if there is nothing to say
     */
    static String note(String specificationVersion) {
        String newest = newest(AgentVersion.supportedJdks());
        boolean areNumbers = specificationVersion.matches("\\d{1,4}") && newest.matches("\\d{1,4}");
        return areNumbers && Integer.parseInt(specificationVersion) > Integer.parseInt(newest)
                ? "Java " + specificationVersion + " is untested: this version of closewait is tested on " + tested()
                        + "; its self-test found nothing wrong"
                : "";
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
