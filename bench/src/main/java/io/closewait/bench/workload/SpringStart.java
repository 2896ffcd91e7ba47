package io.closewait.bench.workload;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Starts a web application with its embedded server and ends as soon as it would take requests. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SpringStart {
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(SpringStart.class);
        application.setDefaultProperties(Map.of("server.port", "0", "server.address", "127.0.0.1"));
        application.run(arguments).close();
    }
}
