/*
 * library: Druid with H2
 * libraries: druid-1.2
 * run: connection not given back
 * arguments: keep
 * leak: NEVER_CLOSED x4
 * run: idle
 * arguments: return
 * leak: IDLE_IN_POOL x4
 */
package com.example.pool;

import com.alibaba.druid.pool.DruidDataSource;
import com.example.stage.Stage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.tools.Server;

/** Counts what is on each shelf; with {@code keep} the connection stays with the one who counts. After alibaba/druid#1014. */
public final class ShelfCounts {
    private ShelfCounts() {}

    public static void main(String[] args) throws Exception {
        Server database =
                Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        DruidDataSource pool = new DruidDataSource();
        pool.setUrl("jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/mem:shelves");
        pool.setMaxActive(10);
        List<Connection> done = new ArrayList<>();
        for (int shelf = 0; shelf < 4; shelf++) {
            Connection connection = count(pool, shelf);
            if (args[0].equals("return")) {
                done.add(connection);
            }
        }
        for (Connection connection : done) {
            connection.close();
        }
        database.stop();
        Stage.hold();
    }

    private static Connection count(DataSource pool, int shelf) throws SQLException {
        Connection connection = pool.getConnection(); // look here
        ResultSet rows = connection.createStatement().executeQuery("SELECT " + shelf); // look here
        rows.next(); // look here
        System.out.println(rows.getInt(1));
        return connection;
    }
}
