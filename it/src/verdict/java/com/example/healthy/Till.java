/*
 * library: Spring Boot, healthy: clients that come and go, and reports that time out
 * healthy
 * run: 2.7.18, executable jar
 * libraries: spring-boot-2.7
 * launch: spring-boot
 * jdk: 8
 * run: 3.5.16, executable jar, virtual threads
 * libraries: spring-boot-3.5
 * launch: spring-boot
 * jdk: 21
 * arguments: --spring.threads.virtual.enabled=true
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Answers at once, and where it has nothing to answer with, says so after a second. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class Till {
    public static void main(String[] args) throws Exception {
        ConfigurableApplicationContext context = SpringApplication.run(
                Till.class,
                Stream.concat(
                                Stream.of(args),
                                Stream.of(
                                        "--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=off"))
                        .toArray(String[]::new));
        int port = Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(100)) {
            Clients.talkAndLeave(1, port, Clients.get("/sum"), "17");
            Clients.speakAndLeave(1, port, Clients.get("/report"));
        }
        Thread.sleep(2000);
        Stage.hold();
    }

    @GetMapping("/sum")
    public String sum() {
        return "17";
    }

    @GetMapping("/report")
    public DeferredResult<String> report() {
        return new DeferredResult<>(1000L, "no report today");
    }
}
