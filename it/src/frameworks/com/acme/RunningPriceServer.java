package com.acme;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts a server before a class's tests and stops it after them, as Testcontainers does with a static container. */
public class RunningPriceServer implements BeforeAllCallback, AfterAllCallback {
    static PriceServer server;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = new PriceServer(false);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        server.close();
    }
}
