package io.closewait.bench;

import io.closewait.bench.workload.Request;
import io.closewait.bench.workload.Worker;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The near side of a {@link Worker}. Ends with its standard input. */
public final class ForkedWorker implements AutoCloseable {
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final Path errors;

    ForkedWorker(List<String> command) throws IOException {
        errors = Files.createTempFile("bench-worker", ".log");
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Sends a request and waits for the answer. */
    public Answer ask(Request request) throws IOException {
        send(request);
        return receive();
    }

    /** Sends a request; the answer is for {@link #receive}, after whatever is to be done meanwhile. */
    public void send(Request request) throws IOException {
        requests.write(request.line());
        requests.newLine();
        requests.flush();
    }

    public Answer receive() throws IOException {
        String line = answers.readLine();
        if (line == null || !line.startsWith(Worker.ANSWER)) {
            throw new IOException("a measured JVM failed: " + line + "\n" + Files.readString(errors));
        }
        return Answer.parse(line);
    }

    @Override
    public void close() throws IOException {
        requests.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        Files.deleteIfExists(errors);
    }
}
