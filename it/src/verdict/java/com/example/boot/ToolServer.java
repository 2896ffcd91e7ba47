/*
 * library: Spring Boot 3.5, functional server-sent events that go silent, executable jar
 * libraries: spring-boot-3.5
 * launch: spring-boot
 * leak: REQUEST_NEVER_COMPLETED x3
 * handler: ToolServer.open
 * hint: (?i)heartbeat|comment|complete|timeout
 */
package com.example.boot;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Tells each client where to post its messages, and keeps the stream for answers, without end. After
 * modelcontextprotocol/java-sdk#378.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ToolServer {
    private final Collection<ServerResponse.SseBuilder> sessions = new ConcurrentLinkedQueue<>();

    public static void main(String[] args) throws Exception {
        ConfigurableApplicationContext context = SpringApplication.run(
                ToolServer.class, "--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=warn");
        int port = Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
        Clients.talkAndLeave(3, port, Clients.get("/sse"), "/message\n\n\r\n");
        Stage.hold();
    }

    @Bean
    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route().GET("/sse", this::open).build();
    }

    private ServerResponse open(ServerRequest request) {
        return ServerResponse.sse(this::welcome, Duration.ZERO); // look here
    }

    private void welcome(ServerResponse.SseBuilder session) {
        sessions.add(session); // look here
        try {
            session.event("endpoint").data("/message"); // look here
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
