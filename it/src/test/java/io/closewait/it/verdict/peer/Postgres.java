package io.closewait.it.verdict.peer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/** A real PostgreSQL server beside the program. For root it starts in a user namespace: PostgreSQL refuses root. */
public final class Postgres {
    private final EmbeddedPostgres server =
            EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(1)).start();

    public Postgres() throws IOException {}

    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    public void stop() throws IOException {
        server.close();
    }
}
