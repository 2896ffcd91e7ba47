/*
 * library: Socket, connected only to see that somebody listens
 * jdk: 8
 * leak: NEVER_CLOSED x3
 */
package com.example.fleet;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;

/** Pings drivers now and then by a connection, and remembers whether they are there. After intel-cloud/cosbench#315. */
public final class DriverPing {
    private final InetSocketAddress address;
    private Socket socket;
    private boolean isAlive;

    private DriverPing(InetSocketAddress address) {
        this.address = address;
    }

    public static void main(String[] args) throws Exception {
        Collection<DriverPing> drivers = new ArrayList<>();
        Peer peer = Peer.of((in, out) -> Peer.line(in));
        for (int i = 0; i < 3; i++) {
            drivers.add(new DriverPing(peer.address()));
        }
        for (DriverPing driver : drivers) {
            driver.ping();
        }
        Peer.pause(300);
        peer.leave();
        Stage.hold();
        System.out.println(drivers);
    }

    private void ping() {
        try {
            socket = new Socket(); // look here
            socket.bind(new InetSocketAddress("0.0.0.0", 0)); // look here
            socket.connect(address, 3000); // look here
            isAlive = true;
        } catch (IOException e) {
            isAlive = false;
        }
    }

    @Override
    public String toString() {
        return address + (isAlive ? " is alive" : " is down");
    }
}
