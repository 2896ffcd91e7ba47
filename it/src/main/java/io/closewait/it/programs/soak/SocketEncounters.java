package io.closewait.it.programs.soak;

import io.closewait.it.programs.VirtualThreadRows;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.FutureTask;

/** What {@code java.net.Socket} goes through. */
final class SocketEncounters {
    private SocketEncounters() {}

    static void addTo(List<Encounter> encounters) {
        encounters.add(SocketEncounters::talkAndClose);
        encounters.add(SocketEncounters::peerClosesFirst);
        encounters.add(SocketEncounters::peerResets);
        encounters.add(SocketEncounters::bothCloseAtOnce);
        encounters.add(SocketEncounters::closeRacesRead);
        encounters.add(SocketEncounters::closeRacesConnect);
        if (VirtualThreadRows.isSupported()) {
            encounters.add(pair -> onVirtualThread(pair, SocketEncounters::talkAndClose));
            encounters.add(pair -> onVirtualThread(pair, SocketEncounters::peerClosesFirst));
        }
    }

    private static void onVirtualThread(Pair pair, Encounter encounter) throws Exception {
        FutureTask<Integer> task = VirtualThreadRows.onVirtualThread(() -> {
            encounter.once(pair);
            return 0;
        });
        task.get();
    }

    private static void talkAndClose(Pair pair) throws Exception {
        try (Connection<Socket> connection = Connection.ofSockets(pair)) {
            connection.client.getOutputStream().write(42);
            expect(42, connection.accepted.getInputStream().read());
        }
    }

    private static void peerClosesFirst(Pair pair) throws Exception {
        try (Connection<Socket> connection = Connection.ofSockets(pair)) {
            connection.accepted.close();
            expect(-1, connection.client.getInputStream().read());
        }
    }

    private static void peerResets(Pair pair) throws Exception {
        try (Connection<Socket> connection = Connection.ofSockets(pair)) {
            connection.accepted.setSoLinger(true, 0);
            connection.accepted.close();
            try {
                expect(-1, connection.client.getInputStream().read());
            } catch (SocketException reset) {
                // as it should be
            }
        }
    }

    private static void bothCloseAtOnce(Pair pair) throws Exception {
        Connection.ofSockets(pair).closeTogether(pair);
    }

    private static void closeRacesRead(Pair pair) throws Exception {
        try (Connection<Socket> connection = Connection.ofSockets(pair)) {
            pair.together(
                    connection.client::close,
                    () -> connection.client.getInputStream().read());
        }
    }

    private static void closeRacesConnect(Pair pair) throws Exception {
        try (Socket client = new Socket()) {
            // Makes the descriptor: where close overtakes a connect that has to make it, the JDK (17 does) loses it.
            client.setTcpNoDelay(true);
            pair.together(
                    client::close,
                    () -> client.connect(pair.listeners().doubtful.getLocalAddress()));
        }
        pair.listeners().dismissDoubtful();
    }

    static void expect(int expected, int actual) throws IOException {
        if (expected != actual) {
            throw new IOException("read " + actual + ", not " + expected);
        }
    }
}
