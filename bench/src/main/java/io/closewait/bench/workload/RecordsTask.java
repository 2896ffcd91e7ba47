package io.closewait.bench.workload;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Many more records than this machine could open sockets for: the agent's hooks are told of descriptors that do not exist. The
 * records are real; what is missing in each are the addresses (the kernel has none to tell).
 */
final class RecordsTask implements Task {
    /** So many at once, and then the agent's thread is waited for: no machine opens a million sockets in a second. */
    private static final int STEP = 50_000;
    /** Above the numbers of this process's real descriptors. */
    private static final int FIRST = 1000;

    private static final int DEPTH = 40;

    private final List<Object> owners = new ArrayList<>();

    @Override
    public Map<String, Double> run(Request request) throws Exception {
        return request.text("what").equals("open") ? open(request.number("count")) : churn(request.number("times"));
    }

    private Map<String, Double> open(int count) throws Exception {
        Object table = AgentView.table();
        while (owners.size() < count) {
            int until = Math.min(count, owners.size() + STEP);
            Depth.at(DEPTH, () -> {
                while (owners.size() < until) {
                    owners.add(new Object());
                    Hooks.open(owners.get(owners.size() - 1), FIRST + owners.size() - 1);
                }
                return null;
            });
            awaitWatched(table, FIRST + owners.size() - 1);
        }
        return Map.of("records", (double) owners.size());
    }

    private static void awaitWatched(Object table, int number) throws InterruptedException {
        Object record = AgentView.record(table, number);
        if (record == null) {
            throw new IllegalStateException("the agent has no record of number " + number);
        }
        while (!Boolean.TRUE.equals(AgentView.call(record, "isWatched"))) {
            Thread.sleep(10);
        }
    }

    /** Closes one of the records and opens another in its place, again and again, at random places. */
    private Map<String, Double> churn(int times) throws Exception {
        Random random = new Random(42);
        long used = Depth.at(DEPTH, () -> {
            long before = Processor.ofThread();
            for (int i = 0; i < times; i++) {
                int index = random.nextInt(owners.size());
                Hooks.close(owners.get(index), FIRST + index);
                Hooks.open(owners.get(index), FIRST + index);
            }
            return Processor.ofThread() - before;
        });
        return Map.of("processor", (double) used / times);
    }

    /** Constants, so that a call costs what it costs woven code. */
    private static final class Hooks {
        private static final MethodHandle OPENED = AgentView.hook("openedNatively", Object.class, int.class);
        private static final MethodHandle CLOSING = AgentView.hook("closingNatively", Object.class, int.class);

        private Hooks() {}

        static void open(Object owner, int number) {
            try {
                OPENED.invokeExact(owner, number);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static void close(Object owner, int number) {
            try {
                CLOSING.invokeExact(owner, number);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
