/*
 * library: HikariCP with PostgreSQL
 * jdk: 8
 * run: 2.7.9 and pgjdbc 9.4, idle, the server says farewell
 * libraries: hikari-2.7 postgresql-9.4
 * arguments: kept
 * leak: IDLE_IN_POOL x3
 * run: 7.1.0 and pgjdbc 42.7, connection not given back
 * libraries: hikari-7.1 postgresql-42.7
 * jdk: 11
 * arguments: lost
 * leak: NEVER_CLOSED x3
 * names: java.sql.Connection#close
 */
package com.example.pool;

import com.example.stage.Stage;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Hikari opens its connections on a thread of its own: what the application did shows in their use. */
public final class Members {
    private static final int CONNECTIONS = 3;

    private Members() {}

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setInitializationFailTimeout(-1); // else the first connection is opened by the constructor
        HikariDataSource members = new HikariDataSource(config); // look here
        boolean kept = args[0].equals("kept");
        for (int round = 0; round < (kept ? 2 : 1); round++) {
            List<Connection> borrowed = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = members.getConnection(); // look here
                connection.createStatement().execute("select 1"); // look here
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
