/*
 * library: Spring Boot, StreamingResponseBody that waits for a queue
 * leak: STUCK|REQUEST_NEVER_COMPLETED x3
 * run: 2.7.18, executable jar
 * libraries: spring-boot-2.7
 * launch: spring-boot
 * jdk: 8
 * run: 3.5.16, classes
 * libraries: spring-boot-3.5
 */
package com.example.harbor;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Streams lines as they come; none comes after the first. After spring-projects/spring-framework#32042. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class Manifest {
    public static void main(String[] args) throws Exception {
        ConfigurableApplicationContext context = SpringApplication.run(
                Manifest.class,
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=error",
                "--spring.mvc.async.request-timeout=-1");
        int port = Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
        Clients.talkAndLeave(3, port, Clients.get("/manifest"), "line 1\n\r\n");
        Stage.hold();
    }

    @GetMapping("/manifest")
    public StreamingResponseBody manifest() {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        lines.add("line 1\n");
        return out -> write(lines, out); // look here
    }

    private static void write(BlockingQueue<String> lines, OutputStream out) throws IOException {
        try {
            while (true) {
                out.write(lines.take().getBytes("US-ASCII")); // look here
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
