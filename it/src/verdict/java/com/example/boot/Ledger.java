/*
 * library: Spring Boot, controller that waits for a lock
 * leak: STUCK x4
 * run: 2.7.18, executable jar
 * libraries: spring-boot-2.7
 * launch: spring-boot
 * jdk: 8
 * run: 3.5.16, executable jar
 * libraries: spring-boot-3.5
 * launch: spring-boot
 * run: 3.5.16, virtual threads
 * libraries: spring-boot-3.5
 * jdk: 21
 * arguments: --spring.threads.virtual.enabled=true
 */
package com.example.boot;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A ledger that the nightly job has locked and not unlocked. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class Ledger {
    private static final ReentrantLock LEDGER = new ReentrantLock();

    public static void main(String[] args) throws Exception {
        Thread job = new Thread(Ledger::closeTheDay, "nightly");
        job.start();
        ConfigurableApplicationContext context = SpringApplication.run(
                Ledger.class,
                Stream.concat(
                                Stream.of(args),
                                Stream.of(
                                        "--server.port=0",
                                        "--spring.main.banner-mode=off",
                                        "--logging.level.root=warn"))
                        .toArray(String[]::new));
        job.join();
        int port = Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
        Clients.speakAndLeave(4, port, Clients.get("/balance"));
        Stage.hold();
    }

    private static void closeTheDay() {
        LEDGER.lock(); // and never unlocked
    }

    @GetMapping("/balance")
    public String balance() {
        LEDGER.lock(); // look here
        try {
            return "17";
        } finally {
            LEDGER.unlock();
        }
    }
}
