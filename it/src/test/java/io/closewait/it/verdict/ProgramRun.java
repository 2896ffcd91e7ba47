package io.closewait.it.verdict;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReportFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A program of the suite in a JVM of its own, all its files in one folder, with everything in place. */
final class ProgramRun implements AutoCloseable {
    /** Unpacked once for all runs. */
    private static final Path POSTGRES = Artifacts.project().resolve("it/target/postgres");

    /** Quick to start, and no collection but those that a test asks for. */
    private static final String[] JVM = {
        "-Xms512m", "-Xmx512m", "-Xmn448m", "-XX:MetaspaceSize=128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"
    };

    private final Jdk jdk;
    private final ForkedJvm jvm;
    private final JsonReportFile file;

    private ProgramRun(Jdk jdk, ForkedJvm jvm, JsonReportFile file) {
        this.jdk = jdk;
        this.jvm = jvm;
        this.file = file;
    }

    static ProgramRun withAgent(Jdk jdk, Path folder, Class<?> program, List<String> arguments) throws IOException {
        return start(jdk, folder, Fork.on(jdk).agent(options(fileIn(folder))), program, arguments);
    }

    static ProgramRun withoutAgent(Jdk jdk, Path folder, Class<?> program) throws IOException {
        return start(jdk, folder, Fork.on(jdk), program, List.of());
    }

    private static ProgramRun start(Jdk jdk, Path folder, Fork fork, Class<?> program, List<String> arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        ForkedJvm jvm = fork.jvmOption(JVM)
                .jvmOption("-Djava.io.tmpdir=" + folder, "-Dot.epg.working-dir=" + POSTGRES)
                .start(command.toArray(String[]::new));
        ProgramRun run = new ProgramRun(jdk, jvm, fileIn(folder));
        try {
            jvm.stdout().awaitLine("ready");
            return run;
        } catch (Throwable notReady) {
            run.close();
            throw notReady;
        }
    }

    private static JsonReportFile fileIn(Path folder) {
        return new JsonReportFile(folder.resolve("report.json"));
    }

    private static String[] options(JsonReportFile file) {
        return new String[] {"leakAfter=4s", "interval=2s", file.option()};
    }

    /** Attaches the agent, as an operator does to a JVM that runs already. */
    void attachAgent()
            throws AttachNotSupportedException, AgentLoadException, AgentInitializationException, IOException {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(jvm.pid()));
        try {
            machine.loadAgent(Artifacts.agent().toString(), String.join(",", options(file)));
        } finally {
            machine.detach();
        }
    }

    /** Has the JVM collect its garbage, from outside. */
    void collectGarbage() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        jdk.home().resolve("bin/jcmd").toString(), String.valueOf(jvm.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd failed");
        }
    }

    JsonReport await(String what, Predicate<JsonReport> condition) {
        return file.await(what, condition);
    }

    /** Asks for a report of this moment: a second start of the agent with the same options makes one. */
    JsonReport now() throws AttachNotSupportedException, AgentLoadException, AgentInitializationException, IOException {
        Files.deleteIfExists(file.path());
        attachAgent();
        return file.await("anything", report -> true);
    }

    @Override
    public void close() {
        jvm.close();
    }
}
