package com.acme;

import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class PriceConfiguration {
    @Bean
    PriceServer server() {
        return new PriceServer(false);
    }

    /** Spring would call close(), unless told not to. */
    @Bean(destroyMethod = "")
    PriceClient client(PriceServer server) throws IOException {
        return new PriceClient(server.port());
    }
}
