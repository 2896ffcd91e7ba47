package io.closewait.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LogTargetTest {
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private static void line(LogTarget target, String text) {
        target.line(Level.INFO, text, List.of());
    }

    @Test
    void a_line_is_written_when_the_call_returns() {
        line(new LogTarget(Written::new), "one");

        assertThat(written).containsExactly("one");
    }

    @Test
    void a_stream_that_fails_is_tried_again_with_the_next_line() {
        LogTarget target = new LogTarget(() -> new Written() {
            @Override
            public void write(Level level, String text, List<LogEvent> events) throws IOException {
                super.write(level, text, events);
                throw new IOException("full");
            }
        });

        line(target, "one");
        line(target, "two");

        assertThat(written).containsExactly("one", "two");
    }

    @Test
    void what_is_handed_over_while_nobody_reads_is_counted_and_not_waited_for() throws InterruptedException {
        CountDownLatch reader = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        LogTarget target = new LogTarget(() -> new Written() {
            @Override
            public void write(Level level, String text, List<LogEvent> events) throws IOException {
                stuck.countDown();
                try {
                    reader.await();
                } catch (InterruptedException nobodyDoesThat) {
                    throw new IOException(nobodyDoesThat);
                }
                super.write(level, text, events);
            }
        });

        line(target, "first"); // gives up after a second
        stuck.await();
        for (int i = 0; i < 103; i++) {
            line(target, "line " + i); // 100 find room
        }
        reader.countDown();

        await().untilAsserted(() -> assertThat(written)
                .hasSize(102)
                .contains("first", "line 99", "closewait: 3 messages are missing here: nobody read the log"));
    }

    @Test
    void one_that_is_retired_writes_what_it_was_given_and_closes() throws InterruptedException {
        LogTarget target = new LogTarget(Written::new);
        line(target, "last");

        target.retire();

        closed.await();
        assertThat(written).containsExactly("last");
    }

    @Test
    void one_that_cannot_be_opened_keeps_nobody_waiting_for_good() {
        LogTarget target = new LogTarget(() -> {
            throw new IOException("gone");
        });

        line(target, "one");

        assertThat(written).isEmpty();
    }

    private class Written implements LineWriter {
        @Override
        public void write(Level level, String text, List<LogEvent> events) throws IOException {
            written.add(text);
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
