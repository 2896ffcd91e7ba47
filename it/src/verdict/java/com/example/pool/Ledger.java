/*
 * library: Commons DBCP 2 with PostgreSQL
 * libraries: dbcp2-2.13 postgresql-42.7
 * run: connection not given back
 * arguments: lost
 * known-wrong: VERDICT HINT
 * leak: NEVER_CLOSED x3
 * names: java.sql.Connection#close
 * run: idle, the server says farewell
 * arguments: kept
 * leak: IDLE_IN_POOL x3
 */
package com.example.pool;

import com.example.stage.Stage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.dbcp2.BasicDataSource;

/** Books on three connections; with {@code lost} it gives none back before the server is shut down. */
public final class Ledger {
    private static final int CONNECTIONS = 3;

    private Ledger() {}

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        BasicDataSource ledger = new BasicDataSource();
        ledger.setUrl(server.getJdbcUrl("postgres", "postgres"));
        boolean kept = args[0].equals("kept");
        for (int round = 0; round < (kept ? 2 : 1); round++) {
            List<Connection> borrowed = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = ledger.getConnection(); // look here
                connection.createStatement().execute("select 1");
                borrowed.add(connection);
            }
            if (kept) {
                for (Connection connection : borrowed) {
                    connection.close();
                }
            }
            Thread.sleep(1200);
        }
        server.close();
        Stage.hold();
    }
}
