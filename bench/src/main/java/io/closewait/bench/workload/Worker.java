package io.closewait.bench.workload;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The forked JVM: reads {@link Request}s from standard input and answers each with one line. It stays alive between them, so
 * that a pair of JVMs, one with the agent and one without, can take turns many times a second and share what the machine's
 * other work does to them.
 */
public final class Worker {
    /** What an answer begins with; after it {@code key=value …}. */
    public static final String ANSWER = "answer";
    /** What the line begins with that says why there is no answer. */
    public static final String FAILURE = "failure";

    private static final Map<String, Task> TASKS = new TreeMap<>(Map.of(
            "connect", new ConnectTask(),
            "echo", new EchoTask(),
            "allocation", new AllocationTask(),
            "hold", new HoldTask(),
            "heap", new HeapTask(),
            "records", new RecordsTask(),
            "peers", new PeersTask(),
            "processor", new ProcessorTask()));

    static {
        TASKS.put("serve", new ServeTask());
        TASKS.put("load", new LoadTask());
        TASKS.put("detect", new DetectTask());
        TASKS.put("report", new ReportTask());
        TASKS.put("reports", new ReportLoopTask());
        TASKS.put("pause", new PauseTask());
    }

    private Worker() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        // What a library prints must not be taken for an answer.
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(line));
        }
        // Servers and their threads are left behind on purpose.
        Runtime.getRuntime().halt(0);
    }

    private static String answer(String line) {
        try {
            Request request = Request.parse(line);
            Task task = TASKS.get(request.task());
            if (task == null) {
                throw new IllegalArgumentException("no task " + request.task());
            }
            StringBuilder answer = new StringBuilder(ANSWER);
            task.run(request)
                    .forEach((key, value) ->
                            answer.append(' ').append(key).append('=').append(value));
            return answer.toString();
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            return FAILURE + " " + e.toString().replace('\n', ' ');
        }
    }
}
