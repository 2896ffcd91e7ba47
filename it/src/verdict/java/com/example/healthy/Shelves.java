/*
 * library: Druid with H2, healthy: connections given back, and a pool that tests idle ones
 * libraries: druid-1.2
 * healthy
 */
package com.example.healthy;

import com.alibaba.druid.pool.DruidDataSource;
import com.example.stage.Stage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.tools.Server;

/** Uses several connections at once now and then. */
public final class Shelves {
    private Shelves() {}

    public static void main(String[] args) throws Exception {
        Server database =
                Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        DruidDataSource pool = new DruidDataSource();
        pool.setUrl("jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/mem:shelves");
        pool.setValidationQuery("SELECT 1");
        pool.setTestOnBorrow(true);
        pool.setMaxWait(5000);
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(200)) {
            useThree(pool);
        }
        Stage.hold();
    }

    private static void useThree(DruidDataSource pool) throws SQLException {
        List<Connection> lent = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                Connection connection = pool.getConnection();
                lent.add(connection);
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT " + i)) {
                    rows.next();
                }
            }
        } finally {
            for (Connection connection : lent) {
                connection.close();
            }
        }
    }
}
