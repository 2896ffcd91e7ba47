/*
 * library: JDK RMI, remote method that waits for a lock
 * jdk: 8
 * leak: STUCK x3
 * run: platform threads
 */
package com.example.bank;

import com.example.stage.Stage;
import java.io.IOException;
import java.io.Serializable;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** An account whose owner has locked it; its callers give up. */
public final class RemoteBank implements Account {
    private static final ReentrantLock ACCOUNT = new ReentrantLock();
    private static final CountDownLatch CALLS = new CountDownLatch(3);

    private RemoteBank() {}

    public static void main(String[] args) throws Exception {
        ACCOUNT.lock();
        Account account =
                (Account) UnicastRemoteObject.exportObject(new RemoteBank(), 0, new Callers(), new Listeners());
        for (int i = 0; i < 3; i++) {
            Thread caller = new Thread(() -> call(account), "caller-" + i);
            caller.setDaemon(true);
            caller.start();
        }
        CALLS.await();
        Thread.sleep(500);
        Callers.giveUp();
        Stage.hold();
    }

    private static void call(Account account) {
        try {
            account.balance();
        } catch (RemoteException gaveUp) {
            // as it should be
        }
    }

    @Override
    public long balance() {
        CALLS.countDown();
        ACCOUNT.lock(); // look here
        try {
            return 17;
        } finally {
            ACCOUNT.unlock();
        }
    }

    /** Remembers the callers' sockets, for them to be closed. */
    private static final class Callers implements RMIClientSocketFactory, Serializable {
        private static final long serialVersionUID = 1L;
        private static final Collection<Socket> SOCKETS = new ConcurrentLinkedQueue<>();

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            Socket socket = new Socket("127.0.0.1", port);
            SOCKETS.add(socket);
            return socket;
        }

        static void giveUp() throws IOException {
            for (Socket socket : SOCKETS) {
                socket.close();
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Callers;
        }

        @Override
        public int hashCode() {
            return 17;
        }
    }

    private static final class Listeners implements RMIServerSocketFactory {
        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return new ServerSocket(port);
        }
    }
}

/** What is called from elsewhere. */
interface Account extends Remote {
    long balance() throws RemoteException;
}
