package com.acme;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningPriceServer.class)
@FailOnSocketLeak
class ServerStopsUnseenTest {
    static PriceClient client;

    @BeforeAll
    static void connect() throws Exception {
        client = new PriceClient(RunningPriceServer.server.port());
    }

    @Test
    void reads_a_price() {}
}
