/*
 * library: Spring Boot, SseEmitter that goes silent
 * leak: REQUEST_NEVER_COMPLETED x3
 * handler: PricePush.subscribe
 * hint: heartbeat
 * names: org.springframework.web.servlet.mvc.method.annotation.SseEmitter#send org.springframework.web.servlet.mvc.method.annotation.SseEmitter#complete
 * run: 2.7.18, classes
 * libraries: spring-boot-2.7
 * jdk: 8
 * run: 3.5.16, executable jar
 * libraries: spring-boot-3.5
 * launch: spring-boot
 */
package com.example.boot;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Pushes a price to each subscriber once; there is no heartbeat, and the price does not change. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class PricePush {
    private final Collection<SseEmitter> subscribers = new ConcurrentLinkedQueue<>();

    public static void main(String[] args) throws Exception {
        ConfigurableApplicationContext context = SpringApplication.run(
                PricePush.class, "--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=warn");
        int port = Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
        Clients clients = Clients.connect(3, port).say(Clients.get("/prices"));
        clients.hear("\r\n\r\n");
        context.getBean(PricePush.class).push();
        clients.hear("17").hear("\n\n\r\n").leave(); // in one chunk or in three
        Stage.hold();
    }

    @GetMapping("/prices")
    public SseEmitter subscribe() throws IOException {
        SseEmitter emitter = new SseEmitter(0L); // look here
        emitter.send(SseEmitter.event().comment("welcome"));
        subscribers.add(emitter);
        return emitter;
    }

    private void push() throws IOException {
        for (SseEmitter subscriber : subscribers) {
            subscriber.send("17"); // look here
        }
    }
}
