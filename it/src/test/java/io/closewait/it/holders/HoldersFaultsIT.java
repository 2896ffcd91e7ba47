package io.closewait.it.holders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.holders.HoldersCommand.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong while a heap dump is written or read: one line, no file left, and the JVM goes on. */
class HoldersFaultsIT {
    /** Enough that writing it takes a while. */
    private static final String LARGE = "jdk-large";

    @TempDir
    private Path folder;

    @EachJdk
    void without_a_yes_nothing_is_done(Jdk jdk) throws Exception {
        try (HoldersProgram program = HoldersProgram.start(jdk, "jdk-map", 1);
                ForkedJvm command = new HoldersCommand(folder).start(program.pid())) {
            command.say("n");

            assertThat(command.exitCode()).isEqualTo(13);
            assertThat(command.stdout().text()).isEmpty();
            assertThat(command.stderr().text())
                    .contains("the heap dump of JVM " + program.pid(), "is paused for about", "nothing was done");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Tag("long")
    @EachJdk
    void a_disk_without_twice_the_room_is_left_alone(Jdk jdk) throws Exception {
        try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"), 20);
                HoldersProgram program = HoldersProgram.start(jdk, "jdk-map", 1)) {
            Result result = new HoldersCommand(disk.folder()).run("--yes", program.pid());

            assertThat(result.exitCode()).isEqualTo(14);
            assertThat(result.err()).contains("does not have twice that space");
            assertThat(disk.folder()).isEmptyDirectory();
        }
    }

    @Tag("long")
    @EachJdk
    void a_disk_that_gets_full_meanwhile_costs_one_line(Jdk jdk) throws Exception {
        try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"), 1500);
                HoldersProgram program = HoldersProgram.start(jdk, LARGE, 1);
                ForkedJvm command = new HoldersCommand(disk.folder()).start(program.pid())) {
            command.stderr().awaitLine("closewait: the heap dump of .*");
            disk.fill(1480); // between the question and the answer
            command.say("y");

            assertThat(command.exitCode()).isEqualTo(6);
            assertThat(command.stderr().lines().get(command.stderr().lines().size() - 1))
                    .startsWith("closewait: ")
                    .containsAnyOf("No space left on device", "was not written to its end");
            assertThat(disk.files()).isEmpty();
            assertThat(program.isAlive()).isTrue();
            assertThat(new HoldersCommand(folder).run("--yes", program.pid()).exitCode())
                    .as("the JVM is as before")
                    .isZero();
        }
    }

    @Tag("long")
    @EachJdk
    void a_command_that_is_interrupted_leaves_nothing(Jdk jdk) throws Exception {
        try (HoldersProgram program = HoldersProgram.start(jdk, LARGE, 1);
                ForkedJvm command = new HoldersCommand(folder).start("--yes", program.pid())) {
            awaitFile(folder);
            command.terminate(); // as Ctrl-C does: shutdown hooks run
            command.exitCode();

            assertThat(folder).isEmptyDirectory();
            assertThat(program.isAlive()).isTrue();
            assertThat(new HoldersCommand(folder).run("--yes", program.pid()).exitCode())
                    .as("the JVM is as before")
                    .isZero();
        }
    }

    @Tag("long")
    @EachJdk
    void a_JVM_that_ends_meanwhile_costs_one_line(Jdk jdk) throws Exception {
        try (HoldersProgram program = HoldersProgram.start(jdk, LARGE, 1);
                ForkedJvm command = new HoldersCommand(folder).start("--yes", program.pid())) {
            awaitFile(folder);
            program.close();

            assertThat(command.exitCode()).isEqualTo(3);
            assertThat(command.stderr().lines())
                    .last()
                    .asString()
                    .matches("closewait: JVM \\d+ has ended in the meantime");
            assertThat(folder).isEmptyDirectory();
        }
    }

    private static void awaitFile(Path folder) {
        Awaitility.await("a heap dump in the middle")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .pollInSameThread()
                .until(() -> hasDump(folder));
    }

    private static boolean hasDump(Path folder) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.anyMatch(made -> Files.exists(made.resolve("heap.hprof")));
        }
    }

    /**
     * A small disk.
     *
     * @param folder where it is mounted
     */
    private record Tmpfs(Path folder) implements AutoCloseable {
        static Tmpfs mount(Path folder, int megabytes) throws IOException, InterruptedException {
            Files.createDirectories(folder);
            boolean isMounted =
                    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
            assumeThat(isMounted).as("this user may mount a tmpfs").isTrue();
            return new Tmpfs(folder);
        }

        void fill(int megabytes) throws IOException, InterruptedException {
            run("dd", "if=/dev/zero", "of=" + folder.resolve("filling"), "bs=1M", "count=" + megabytes);
        }

        /** But for what fills it. */
        List<Path> files() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> !file.endsWith("filling")).toList();
            }
        }

        private static boolean run(String... command) throws IOException, InterruptedException {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        }

        @Override
        public void close() throws IOException {
            try {
                run("umount", "--lazy", folder.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
