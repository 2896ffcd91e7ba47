package io.closewait.demo;

import io.closewait.demo.shop.CourierGateway;
import java.io.IOException;

/** Closed in Java, open in the kernel: the selector holds the descriptors until it selects again. */
final class SelectorScenario implements Scenario {
    private static final int COURIERS = 10;

    private final Log log;
    private final Peer courier = new Peer("courier", "delivered");
    private final CourierGateway gateway = new CourierGateway();

    SelectorScenario(Log log) throws IOException {
        this.log = log;
    }

    @Override
    public void begin() throws IOException {
        for (int i = 0; i < COURIERS; i++) {
            gateway.dial(courier.address());
        }
        gateway.listen();
        log.fact("%d channels closed, their selector does not run", gateway.hangUp());
    }

    @Override
    public void end() throws IOException {
        gateway.runSelector();
        log.fact("selector ran once");
        gateway.close();
        courier.close();
    }

    @Override
    public int closeWait() {
        return COURIERS;
    }
}
