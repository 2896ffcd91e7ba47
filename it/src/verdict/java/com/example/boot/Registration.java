/*
 * library: RestTemplate over Apache HttpClient 4.5, a client for each heartbeat, executable jar
 * libraries: spring-boot-2.7 httpclient-4.5
 * launch: spring-boot
 * jdk: 8
 * leak: NEVER_CLOSED x4
 */
package com.example.boot;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.util.ArrayList;
import java.util.Collection;
import org.apache.http.impl.client.HttpClients;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/** Tells a registry that it is there, with a new HTTP client each time. After spring-cloud/spring-cloud-netflix#4062. */
@SpringBootApplication(proxyBeanMethods = false)
public class Registration {
    private static final Collection<RestTemplate> TEMPLATES = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        new SpringApplicationBuilder(Registration.class)
                .web(WebApplicationType.NONE)
                .run("--spring.main.banner-mode=off", "--logging.level.root=warn");
        Peer registry = Peer.of(Peer.http(200, 12, 0));
        for (int i = 0; i < 4; i++) {
            beat(registry.url("/eureka/apps/SHOP"));
        }
        registry.leave();
        Stage.hold();
    }

    private static void beat(String url) {
        RestTemplate template =
                new RestTemplate(new HttpComponentsClientHttpRequestFactory(HttpClients.createDefault()));
        TEMPLATES.add(template);
        template.getForObject(url, String.class); // look here
    }
}
