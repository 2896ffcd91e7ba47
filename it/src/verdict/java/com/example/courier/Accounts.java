/*
 * library: Tomcat JDBC with Derby, connection lost when a statement fails
 * libraries: tomcat-jdbc
 * leak: NEVER_CLOSED x3
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import org.apache.derby.drda.NetworkServerControl;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** Closes a connection when all went well, and not when there is no such table. After ultical/ultical#7. */
public final class Accounts {
    private static final Collection<Connection> USED = new ArrayList<>();

    private Accounts() {}

    public static void main(String[] args) throws Exception {
        int port = freePort();
        System.setProperty("derby.stream.error.field", "java.lang.System.err");
        NetworkServerControl server = new NetworkServerControl(InetAddress.getLoopbackAddress(), port);
        server.start(null);
        Peer.pause(1500);
        PoolProperties properties = new PoolProperties();
        properties.setUrl("jdbc:derby://localhost:" + port + "/memory:accounts;create=true");
        properties.setDriverClassName("org.apache.derby.client.ClientAutoloadedDriver");
        properties.setInitialSize(0);
        properties.setMaxActive(10);
        DataSource source = new DataSource(properties);
        for (int i = 0; i < 3; i++) {
            try {
                book(source);
            } catch (SQLException e) {
                System.out.println("not booked: " + e.getMessage());
            }
        }
        Peer.pause(1200);
        server.shutdown();
        Stage.hold();
    }

    private static void book(DataSource source) throws SQLException {
        Connection connection = source.getConnection(); // look here
        USED.add(connection);
        connection.createStatement().executeUpdate("INSERT INTO account VALUES (1)");
        connection.close();
    }

    private static int freePort() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return listener.getLocalPort();
        }
    }
}
