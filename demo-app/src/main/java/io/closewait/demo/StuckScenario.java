package io.closewait.demo;

import io.closewait.demo.shop.InventoryService;
import io.closewait.demo.shop.InventoryService.Stock;

/** Every worker waits for a lock with a client in hand, and the clients do not wait as long. */
final class StuckScenario implements Scenario {
    private static final int CLIENTS = 10;

    private final Log log;
    private final Stock stock = new Stock();
    private final LockHolder auditor = new LockHolder("inventory-auditor", stock);
    private final InventoryService inventory = new InventoryService(stock);

    StuckScenario(Log log) throws Exception {
        this.log = log;
    }

    @Override
    public void begin() throws Exception {
        Customers.askAndLeave(inventory.address(), CLIENTS, "one book");
        while (inventory.clientsInHand() < CLIENTS) {
            Thread.sleep(10);
        }
        log.fact(
                "%d clients asked port %d and left, their workers wait for a lock",
                CLIENTS, inventory.address().getPort());
    }

    @Override
    public void end() throws Exception {
        auditor.close();
        inventory.close();
        log.fact("lock released, workers done");
    }

    @Override
    public int closeWait() {
        return CLIENTS;
    }
}
