/*
 * library: Socket, polled by a scheduler whose tasks wait for a monitor
 * jdk: 8
 * leak: STUCK x2
 */
package com.example.jdk;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reads two gauges, each on a connection that is closed afterwards, if ever the table is free. */
public final class Gauges {
    private static final int GAUGES = 2;
    private static final List<String> TABLE = new ArrayList<>();
    private static final CountDownLatch PRINTED = new CountDownLatch(1);

    private Gauges() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch isPrinting = new CountDownLatch(1);
        Peer.start(() -> print(isPrinting));
        isPrinting.await();
        Peer gauges = Peer.of(Peer.lines("1.25 m\n", "1.25 m\n"));
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(GAUGES);
        for (int i = 0; i < GAUGES; i++) {
            scheduler.scheduleAtFixedRate(() -> poll(gauges.port()), 0, 1, TimeUnit.HOURS);
        }
        Peer.pause(1000);
        gauges.leave();
        Stage.hold();
    }

    private static void print(CountDownLatch isPrinting) {
        synchronized (TABLE) {
            isPrinting.countDown();
            try {
                PRINTED.await();
            } catch (InterruptedException nobodyInterruptsIt) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void poll(int port) {
        try (Socket gauge = new Socket(InetAddress.getLoopbackAddress(), port)) {
            enter(Peer.line(gauge.getInputStream()));
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void enter(String level) {
        synchronized (TABLE) {
            TABLE.add(level); // look here: interpreted code reports the line after that of the monitor
        }
    }
}
