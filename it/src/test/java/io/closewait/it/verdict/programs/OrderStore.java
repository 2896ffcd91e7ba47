package io.closewait.it.verdict.programs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.closewait.it.verdict.peer.Postgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A HikariCP pool; its PostgreSQL server is shut down while all connections are idle. */
public final class OrderStore {
    private static final int CONNECTIONS = 4;
    private final HikariDataSource orders;

    private OrderStore(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        orders = new HikariDataSource(config); // look here: the first connection; the others come from Hikari's thread
    }

    public static void main(String[] args) throws IOException, SQLException {
        Postgres database = new Postgres();
        OrderStore store = new OrderStore(database.url());
        store.useAll();
        database.stop();
        Stage.hold();
    }

    private void useAll() throws SQLException {
        List<Connection> borrowed = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection connection = orders.getConnection();
            connection.createStatement().execute("select 1");
            borrowed.add(connection);
        }
        for (Connection connection : borrowed) {
            connection.close();
        }
    }
}
