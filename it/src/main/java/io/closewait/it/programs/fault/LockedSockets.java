package io.closewait.it.programs.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;

/** Sockets of a class of its own, whose overridden methods need a lock that is held until the test says go on. */
public final class LockedSockets {
    private static final Object LOCK = new Object();

    private LockedSockets() {}

    public static void main(String[] arguments) throws Exception {
        try (Shop shop = new Shop()) {
            Locked[] sockets = new Locked[Errands.FORGOTTEN];
            for (int i = 0; i < sockets.length; i++) {
                sockets[i] = new Locked();
                sockets[i].connect(shop.address());
                sockets[i].getOutputStream().write(i);
                sockets[i].getInputStream().read();
            }
            synchronized (LOCK) {
                System.out.println("forgot " + sockets.length);
                io.closewait.it.programs.Waiting.forTheTest();
            }
            for (Locked socket : sockets) {
                socket.close();
            }
        }
        System.out.println("closed");
    }

    private static final class Locked extends Socket {
        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            synchronized (LOCK) {
                super.connect(endpoint);
            }
        }

        @Override
        public InetAddress getInetAddress() {
            synchronized (LOCK) {
                return super.getInetAddress();
            }
        }

        @Override
        public int getPort() {
            synchronized (LOCK) {
                return super.getPort();
            }
        }

        @Override
        public SocketAddress getRemoteSocketAddress() {
            synchronized (LOCK) {
                return super.getRemoteSocketAddress();
            }
        }

        @Override
        public SocketAddress getLocalSocketAddress() {
            synchronized (LOCK) {
                return super.getLocalSocketAddress();
            }
        }

        @Override
        public InputStream getInputStream() throws IOException {
            synchronized (LOCK) {
                return super.getInputStream();
            }
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            synchronized (LOCK) {
                return super.getOutputStream();
            }
        }

        @Override
        public boolean isClosed() {
            synchronized (LOCK) {
                return super.isClosed();
            }
        }

        @Override
        public void close() throws IOException {
            synchronized (LOCK) {
                super.close();
            }
        }

        @Override
        public String toString() {
            synchronized (LOCK) {
                return super.toString();
            }
        }

        @Override
        public int hashCode() {
            synchronized (LOCK) {
                return System.identityHashCode(this);
            }
        }

        @Override
        public boolean equals(Object other) {
            synchronized (LOCK) {
                return this == other;
            }
        }
    }
}
