package io.closewait.it.holders;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.programs.holders.Holders;
import java.time.Duration;
import org.awaitility.Awaitility;

/** {@link Holders} with the agent, as soon as the agent reports what leaks. */
final class HoldersProgram implements AutoCloseable {
    private final ForkedJvm jvm;

    private HoldersProgram(ForkedJvm jvm) {
        this.jvm = jvm;
    }

    static HoldersProgram start(Jdk jdk, String how, int count, String... jvmOptions) throws Exception {
        String classPath = System.getProperty("java.class.path") + ":"
                + Artifacts.project().resolve("it/target/netty-4.2") + "/*";
        ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1s", "log=off")
                .jvmOption("-Xmx256m", "-XX:+UseSerialGC")
                .jvmOption(jvmOptions)
                .start("-cp", classPath, Holders.class.getName(), how);
        try {
            jvm.stdout().awaitLine("ready");
            try (JmxClient agent = JmxClient.connect(jvm)) {
                Awaitility.await(count + " leaks of " + how)
                        .atMost(Duration.ofSeconds(60))
                        .pollInSameThread()
                        .until(() -> agent.leakedSockets().size() >= count);
            }
            return new HoldersProgram(jvm);
        } catch (Throwable notReady) {
            jvm.close();
            throw notReady;
        }
    }

    long pid() {
        return jvm.pid();
    }

    boolean isAlive() {
        return jvm.isAlive();
    }

    void end() throws InterruptedException {
        jvm.terminate();
        jvm.exitCode();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
