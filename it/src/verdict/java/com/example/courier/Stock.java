/*
 * library: c3p0 with HSQLDB
 * libraries: c3p0-0.9
 * jdk: 8
 * run: idle in its pool
 * arguments: kept
 * leak: IDLE_IN_POOL x3
 * hint: setIdleConnectionTestPeriod
 * run: connection not given back
 * arguments: lost
 * leak: NEVER_CLOSED x3
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.hsqldb.server.Server;

/**
 * Counts what is in stock, and with {@code lost} does not give the connections back. After swaldman/c3p0#139: the pool tests
 * connections when it is told to, and not by default.
 */
public final class Stock {
    private Stock() {}

    public static void main(String[] args) throws Exception {
        boolean lost = args[0].equals("lost");
        int port = freePort();
        Server server = new Server();
        server.setLogWriter(new PrintWriter(new StringWriter()));
        server.setErrWriter(new PrintWriter(new StringWriter()));
        server.setAddress("127.0.0.1");
        server.setPort(port);
        server.setDatabaseName(0, "stock");
        server.setDatabasePath(0, "mem:stock");
        server.start();
        ComboPooledDataSource source = new ComboPooledDataSource();
        source.setJdbcUrl("jdbc:hsqldb:hsql://127.0.0.1:" + port + "/stock");
        source.setUser("SA");
        source.setPassword("");
        source.setInitialPoolSize(3);
        source.setMinPoolSize(3);
        source.setMaxPoolSize(3);
        Connection[] connections = new Connection[3];
        for (int round = 0; round < (lost ? 1 : 3); round++) {
            for (int i = 0; i < 3; i++) {
                connections[i] = source.getConnection(); // look here
                count(connections[i]);
            }
            for (int i = 0; i < 3 && !lost; i++) {
                connections[i].close();
            }
            Peer.pause(1200);
        }
        server.stop();
        Stage.hold();
    }

    private static void count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("VALUES (1)").close(); // look here
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return listener.getLocalPort();
        }
    }
}
