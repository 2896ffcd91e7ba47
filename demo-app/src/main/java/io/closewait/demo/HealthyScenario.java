package io.closewait.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.closewait.demo.shop.CatalogueExport;
import io.closewait.demo.shop.EchoClient;
import io.closewait.demo.shop.EchoServer;
import java.io.IOException;
import java.net.Socket;

/** Nothing leaks. The one socket in CLOSE_WAIT is a half-close whose answer is still under way. */
final class HealthyScenario implements Scenario {
    private static final int CONVERSATIONS = 3_000;
    private static final int CONVERSATIONS_PER_TICK = 25;
    private static final int IDLE = 20;

    private final Log log;
    private final EchoServer server = new EchoServer();
    private final EchoClient client = new EchoClient(server.address());
    private final CatalogueExport export = new CatalogueExport();
    private final Socket reader = Customers.connect(export.address());

    HealthyScenario(Log log) throws IOException {
        this.log = log;
    }

    @Override
    public void begin() throws IOException {
        client.openIdle(IDLE);
        log.fact("%d connections open and idle", IDLE);
        reader.getOutputStream().write("all books\n".getBytes(UTF_8));
        reader.shutdownOutput();
        log.fact("1 half-close, its answer streams on port %d", reader.getPort());
        talk(CONVERSATIONS);
        log.fact("%d conversations opened and closed", client.conversations());
    }

    private void talk(int conversations) throws IOException {
        for (int i = 0; i < conversations; i++) {
            client.talk();
        }
    }

    @Override
    public void tick() throws IOException {
        talk(CONVERSATIONS_PER_TICK);
    }

    @Override
    public void end() throws Exception {
        export.close();
        try (reader) {
            log.fact("half-close ended, %d bytes read", reader.getInputStream().readAllBytes().length);
        }
        client.close();
        server.close();
        log.fact("%d conversations opened and closed", client.conversations());
    }

    @Override
    public int closeWait() {
        return 1;
    }
}
