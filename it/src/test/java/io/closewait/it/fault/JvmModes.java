package io.closewait.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Comparison;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.ProgramsJar;
import io.closewait.it.harness.Scenario;
import io.closewait.it.programs.fault.Errands;
import java.nio.file.Path;

/** The JVM in other modes than its default. */
final class JvmModes {
    private JvmModes() {}

    static Scenario with(String... options) {
        return (jdk, folder) -> Comparison.on(jdk, folder)
                .around(fork -> fork.jvmOption(options))
                .leaking(Errands.class);
    }

    static void archiveMadeWithout(Jdk jdk, Path folder) throws Exception {
        useArchive(jdk, folder, Fork.on(jdk));
    }

    static void archiveMadeWith(Jdk jdk, Path folder) throws Exception {
        useArchive(
                jdk,
                folder,
                Fork.on(jdk)
                        .agent("log=off")
                        .jvmOption("-XX:+UnlockDiagnosticVMOptions", "-XX:+AllowArchivingWithJavaAgent"));
    }

    private static void useArchive(Jdk jdk, Path folder, Fork maker) throws Exception {
        Path archive = folder.resolve("classes.jsa");
        Path programs = ProgramsJar.write(folder.resolve("programs.jar"));
        try (ForkedJvm jvm = maker.jvmOption("-XX:ArchiveClassesAtExit=" + archive)
                .programs(programs)
                .main(Errands.class)) {
            jvm.stdout().awaitLine("forgot \\d+");
            jvm.say("go on");
            jvm.exitCode();
            assertThat(archive).isNotEmptyFile();
        }
        Comparison.on(jdk, folder)
                .around(fork -> fork.programs(programs)
                        .jvmOption(
                                "-XX:SharedArchiveFile=" + archive,
                                "-Xlog:disable",
                                "-Xlog:class+load:file=" + folder.resolve("classes.log"),
                                "-XX:+UnlockDiagnosticVMOptions",
                                "-XX:+AllowArchivingWithJavaAgent"))
                .leaking(Errands.class);
        assertThat(folder.resolve("classes.log"))
                .content()
                .containsPattern("io\\.closewait\\.it\\.programs\\.fault\\.Shop source: shared objects file");
    }
}
