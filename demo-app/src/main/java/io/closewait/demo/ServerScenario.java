package io.closewait.demo;

import io.closewait.demo.shop.OrderDesk;
import java.io.IOException;

/** Customers order, get their answer and leave; the server was told and does nothing about it. */
final class ServerScenario implements Scenario {
    private static final int CUSTOMERS = 20;

    private final Log log;
    private final OrderDesk desk;

    ServerScenario(Log log) throws IOException {
        this.log = log;
        this.desk = new OrderDesk();
    }

    @Override
    public void begin() throws Exception {
        Customers.askReadAndLeave(desk.address(), CUSTOMERS, "one book");
        log.fact(
                "%d customers ordered on port %d and left",
                CUSTOMERS, desk.address().getPort());
    }

    @Override
    public void end() throws Exception {
        desk.close();
        log.fact("order desk closed");
    }

    @Override
    public int closeWait() {
        return CUSTOMERS;
    }
}
