/*
 * library: H2's driver, connection lost when a statement fails
 * libraries: druid-1.2
 * leak: NEVER_CLOSED|ABANDONED x3
 * hint: (?i)close
 */
package com.example.errand;

import com.example.stage.Stage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.h2.tools.Server;

/** Opens a connection for each receipt, and closes it if all goes well. */
public final class Receipts {
    private final String url;

    private Receipts(String url) {
        this.url = url;
    }

    public static void main(String[] args) throws Exception {
        Server database =
                Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        Receipts receipts =
                new Receipts("jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/mem:receipts;DB_CLOSE_DELAY=-1");
        receipts.run("CREATE TABLE receipt (id INT PRIMARY KEY)");
        for (int id : new int[] {1, 2, 1, 2, 3, 1}) {
            receipts.save(id);
        }
        database.stop();
        Stage.hold();
    }

    private void save(int id) {
        try {
            run("INSERT INTO receipt VALUES (" + id + ")");
        } catch (SQLException duplicate) {
            System.out.println("already there: " + id);
        }
    }

    private void run(String sql) throws SQLException {
        Connection connection = DriverManager.getConnection(url, "sa", ""); // look here
        PreparedStatement statement = connection.prepareStatement(sql); // look here
        statement.executeUpdate(); // look here
        statement.close();
        connection.close();
    }
}
