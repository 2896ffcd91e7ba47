/*
 * library: Spring Boot, DeferredResult that is not set
 * leak: REQUEST_NEVER_COMPLETED x3
 * handler: Deferred.report
 * hint: DeferredResult
 * run: 2.7.18, executable jar
 * libraries: spring-boot-2.7
 * launch: spring-boot
 * jdk: 8
 * run: 3.5.16, executable jar
 * libraries: spring-boot-3.5
 * launch: spring-boot
 * run: 3.5.16, classes
 * libraries: spring-boot-3.5
 */
package com.example.boot;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Answers when the report is made, by nobody. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class Deferred {
    private final Collection<DeferredResult<String>> waiting = new ConcurrentLinkedQueue<>();

    public static void main(String[] args) throws Exception {
        ConfigurableApplicationContext context = SpringApplication.run(
                Deferred.class, "--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=warn");
        int port = Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
        Clients.speakAndLeave(3, port, Clients.get("/report"));
        Stage.hold();
    }

    @GetMapping("/report")
    public DeferredResult<String> report() {
        DeferredResult<String> result = new DeferredResult<>(-1L); // look here
        waiting.add(result);
        return result;
    }
}
