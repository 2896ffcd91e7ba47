package io.closewait.holders.target;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;

/**
 * What JMX is allowed of the network: connections over the loopback, and no port of our own. The other JVM is on this machine,
 * whatever host name it gives out ({@code java.rmi.server.hostname} is often one that is right from outside only).
 */
final class LoopbackSockets extends RMISocketFactory {
    @GuardedBy("LoopbackSockets.class")
    private static boolean isUsed;

    private LoopbackSockets() {}

    /** From now on, in this process. */
    static synchronized void use() throws IOException {
        if (!isUsed) {
            RMISocketFactory.setSocketFactory(new LoopbackSockets());
            isUsed = true;
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        throw new IOException("this command opens no port");
    }
}
