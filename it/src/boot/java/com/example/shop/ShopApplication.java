package com.example.shop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Keeps connections whose peer has left, and knows nothing of closewait. Compiled by {@code MicrometerIT}. */
@SpringBootApplication
public class ShopApplication {
    private static final int LEAKS = 12;

    private final List<Socket> prices = new ArrayList<>();

    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    @Bean
    ApplicationRunner loadPrices() {
        return arguments -> {
            try (ServerSocket server = new ServerSocket(0, LEAKS, InetAddress.getLoopbackAddress())) {
                for (int i = 0; i < LEAKS; i++) {
                    connect(server);
                    server.accept().close();
                }
            }
        };
    }

    private void connect(ServerSocket server) throws IOException {
        prices.add(new Socket(server.getInetAddress(), server.getLocalPort()));
    }
}
