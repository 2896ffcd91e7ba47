/*
 * library: c3p0 and Tomcat JDBC with HSQLDB, healthy: pools that test what is idle
 * libraries: c3p0-0.9 tomcat-jdbc
 * healthy
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
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.hsqldb.server.Server;

/** Both pools test their idle connections each second, and close those whose server has gone. After swaldman/c3p0#139. */
public final class Warehouse {
    private static final int LEAK_MILLIS = 7000;

    private Warehouse() {}

    public static void main(String[] args) throws Exception {
        int port = freePort();
        String url = "jdbc:hsqldb:hsql://127.0.0.1:" + port + "/stock";
        Server server = new Server();
        server.setLogWriter(new PrintWriter(new StringWriter()));
        server.setErrWriter(new PrintWriter(new StringWriter()));
        server.setAddress("127.0.0.1");
        server.setPort(port);
        server.setDatabaseName(0, "stock");
        server.setDatabasePath(0, "mem:warehouse");
        server.start();
        ComboPooledDataSource tested = new ComboPooledDataSource();
        tested.setJdbcUrl(url);
        tested.setUser("SA");
        tested.setPassword("");
        tested.setInitialPoolSize(3);
        tested.setMinPoolSize(3);
        tested.setIdleConnectionTestPeriod(1);
        tested.setPreferredTestQuery("VALUES (1)");
        PoolProperties properties = new PoolProperties();
        properties.setUrl(url);
        properties.setDriverClassName("org.hsqldb.jdbc.JDBCDriver");
        properties.setUsername("SA");
        properties.setPassword("");
        properties.setInitialSize(3);
        properties.setTestWhileIdle(true);
        properties.setValidationQuery("VALUES (1)");
        properties.setValidationInterval(500);
        properties.setTimeBetweenEvictionRunsMillis(1000);
        DataSource evicting = new DataSource(properties);
        for (int i = 0; i < 5; i++) {
            try (Connection one = tested.getConnection();
                    Connection other = evicting.getConnection()) {
                one.createStatement().executeQuery("VALUES (1)").close();
                other.createStatement().executeQuery("VALUES (1)").close();
            }
        }
        Peer.pause(1500);
        server.stop();
        Peer.pause(LEAK_MILLIS);
        Stage.hold();
    }

    private static int freePort() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return listener.getLocalPort();
        }
    }
}
