package io.closewait.demo;

import io.closewait.demo.shop.FrontDoor;
import io.closewait.demo.shop.FrontDoor.VisitorBook;
import java.net.Socket;

/** The acceptor has one visitor in hand and waits for a lock; all others die in the backlog. */
final class AcceptorScenario implements Scenario {
    private static final int VISITORS = 20;

    private final Log log;
    private final VisitorBook book = new VisitorBook();
    private final LockHolder auditor = new LockHolder("visitor-book-auditor", book);
    private final FrontDoor door = new FrontDoor(book);
    private final Socket first = Customers.connect(door.address());

    AcceptorScenario(Log log) throws Exception {
        this.log = log;
    }

    @Override
    public void begin() throws Exception {
        Customers.askAndLeave(door.address(), VISITORS, "hello");
        log.fact("%d visitors came to port %d and left before they were let in", VISITORS, first.getPort());
    }

    @Override
    public void end() throws Exception {
        auditor.close();
        while (book.visitors() < VISITORS + 1) {
            Thread.sleep(10);
        }
        log.fact("visitor book released, %d visitors let in", book.visitors());
        first.close();
        door.close();
    }

    @Override
    public int closeWait() {
        return VISITORS;
    }
}
