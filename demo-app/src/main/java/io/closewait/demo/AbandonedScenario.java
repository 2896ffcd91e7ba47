package io.closewait.demo;

import io.closewait.demo.shop.StockTicker;
import java.io.IOException;

/** Nobody holds the channels any more, collections run, and the descriptors stay for good. */
final class AbandonedScenario implements Scenario {
    private static final int CHANNELS = 10;

    private final Log log;
    private final Peer exchange = new Peer("stock-exchange", "42");

    AbandonedScenario(Log log) throws IOException {
        this.log = log;
    }

    @Override
    public void begin() throws IOException {
        StockTicker ticker = new StockTicker(exchange.address());
        for (int i = 0; i < CHANNELS; i++) {
            ticker.openingPrice();
        }
        log.fact("%d channels dropped without being closed", CHANNELS);
    }

    @Override
    public void tick() {
        System.gc();
    }

    @Override
    public void end() throws IOException {
        log.fact("%d descriptors lost until the process ends", CHANNELS);
        exchange.close();
    }

    @Override
    public int closeWait() {
        return CHANNELS;
    }

    @Override
    public int leftovers() {
        return CHANNELS;
    }
}
