/*
 * library: Druid with H2, connection not given back
 * libraries: druid-1.2
 * leak: NEVER_CLOSED x4
 */
package com.example.pool;

import com.alibaba.druid.pool.DruidDataSource;
import com.example.stage.Stage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.tools.Server;

/** Counts what is on each shelf; the connection stays with the one who counts. After alibaba/druid#1014. */
public final class ShelfCounts {
    private ShelfCounts() {}

    public static void main(String[] args) throws Exception {
        Server database =
                Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        DruidDataSource pool = new DruidDataSource();
        pool.setUrl("jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/mem:shelves");
        pool.setMaxActive(10);
        for (int shelf = 0; shelf < 4; shelf++) {
            System.out.println(count(pool, shelf));
        }
        database.stop();
        Stage.hold();
    }

    private static int count(DataSource pool, int shelf) throws SQLException {
        Connection connection = pool.getConnection(); // look here
        ResultSet rows = connection.createStatement().executeQuery("SELECT " + shelf); // look here
        rows.next(); // look here
        return rows.getInt(1);
    }
}
