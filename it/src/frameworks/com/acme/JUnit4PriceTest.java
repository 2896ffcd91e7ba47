package com.acme;

import io.closewait.junit.SocketLeaks;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Verifier;

public class JUnit4PriceTest {
    private final SocketLeaks leaks = SocketLeaks.watch();

    @Rule
    public final Verifier noLeaks = new Verifier() {
        @Override
        protected void verify() {
            leaks.assertNone();
        }
    };

    private static Socket forgotten;

    @Test
    public void reads_a_price_and_forgets_to_close() throws Exception {
        forgotten = connect();
    }

    @Test
    public void reads_a_price() throws Exception {
        connect().close();
    }

    @Test
    public void reads_a_price_and_drops_the_connection() throws Exception {
        connect();
        System.gc();
    }

    @Test
    public void names_a_wrong_pattern() {
        leaks.exclude("host:localhost");
    }

    private static Socket connect() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
            listener.accept().close();
            return socket;
        }
    }
}
