package io.closewait.it.verdict.programs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.closewait.it.verdict.peer.Load;
import io.closewait.it.verdict.peer.Postgres;
import java.sql.Connection;
import java.time.Duration;

/** A HikariCP pool with keep-alive before a PostgreSQL server that is there. No leak. */
public final class HealthyOrders {
    private HealthyOrders() {}

    public static void main(String[] args) throws Exception {
        Postgres database = new Postgres();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setMaximumPoolSize(4);
        config.setKeepaliveTime(30_000);
        HikariDataSource orders = new HikariDataSource(config);
        Load.lasting(Duration.ofSeconds(6), () -> {
            try (Connection connection = orders.getConnection()) {
                return connection.createStatement().execute("select 1");
            }
        });
        Stage.hold();
    }
}
