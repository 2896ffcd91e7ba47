package com.acme;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@FailOnSocketLeak
@ExtendWith(RunningPriceServer.class)
class ServerStopsClosedTest {
    static PriceClient client;

    @BeforeAll
    static void connect() throws Exception {
        client = new PriceClient(RunningPriceServer.server.port());
    }

    @AfterAll
    static void disconnect() throws Exception {
        client.close();
    }

    @Test
    void reads_a_price() {}
}
