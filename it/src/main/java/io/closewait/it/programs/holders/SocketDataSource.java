package io.closewait.it.programs.holders;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Database connections that have a socket and do nothing, so that no database is needed. */
final class SocketDataSource implements DataSource {
    private final Peers peers;

    SocketDataSource(Peers peers) {
        this.peers = peers;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, new OverSocket(peers.connect()));
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    /** Answers every question with yes, nothing or none. */
    private static final class OverSocket implements InvocationHandler {
        private final Socket socket;

        OverSocket(Socket socket) {
            this.socket = socket;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            Class<?> type = method.getReturnType();
            if (type == boolean.class) {
                return !method.getName().equals("isClosed") && !socket.isClosed();
            }
            return type == int.class ? (Object) 0 : null;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
