package io.closewait.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RedisServerProcessTest {

    @Test
    void a_terminated_process_leaves_no_redis_server_behind() throws Exception {
        Process owner = new ProcessBuilder(DemoRun.java(Owner.class))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = owner.inputReader()) {
            assertThat(output.readLine()).isEqualTo("started");
            List<ProcessHandle> servers = owner.descendants().toList();
            assertThat(servers).hasSize(1);

            owner.destroy();

            assertThat(owner.waitFor(10, TimeUnit.SECONDS)).isTrue();
            servers.get(0).onExit().get(10, TimeUnit.SECONDS);
        } finally {
            owner.descendants().forEach(ProcessHandle::destroyForcibly);
            owner.destroyForcibly();
        }
    }

    /** Starts a server and waits for its own end. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws Exception {
            new RedisServerProcess().start();
            System.out.println("started");
            System.out.flush();
            Thread.sleep(60_000);
        }
    }
}
