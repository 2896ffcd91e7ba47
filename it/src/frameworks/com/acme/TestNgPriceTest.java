package com.acme;

import io.closewait.junit.SocketLeaks;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.testng.IHookCallBack;
import org.testng.IHookable;
import org.testng.ITestResult;
import org.testng.annotations.Test;

public class TestNgPriceTest implements IHookable {
    @Override
    public void run(IHookCallBack test, ITestResult result) {
        SocketLeaks leaks = SocketLeaks.watch();
        test.runTestMethod(result);
        if (result.getThrowable() == null) {
            leaks.assertNone();
        }
    }

    private static Socket forgotten;

    @Test
    public void reads_a_price_and_forgets_to_close() throws Exception {
        forgotten = connect();
    }

    @Test
    public void reads_a_price() throws Exception {
        connect().close();
    }

    private static Socket connect() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
            listener.accept().close();
            return socket;
        }
    }
}
