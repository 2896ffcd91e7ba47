package io.closewait.it.holders;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * {@code java -jar closewait-holders.jar} on the JDK of the tests.
 *
 * @param folder where its heap dump goes
 */
record HoldersCommand(Path folder) {
    /** How it ended and what it printed. */
    record Result(int exitCode, String out, String err) {}

    Result run(Object... arguments) throws IOException, InterruptedException {
        try (ForkedJvm command = start(arguments)) {
            int exitCode = command.exitCode();
            return new Result(
                    exitCode, command.stdout().text(), command.stderr().text());
        }
    }

    ForkedJvm start(Object... arguments) throws IOException {
        String[] texts = Stream.concat(Stream.of("--folder=" + folder), Stream.of(arguments))
                .map(Object::toString)
                .toArray(String[]::new);
        return Fork.on(Jdks.ofTheTests()).jar(Artifacts.holders(), texts);
    }
}
