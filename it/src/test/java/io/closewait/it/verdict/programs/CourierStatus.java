package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Asks a courier over a plain Socket where a parcel is, and keeps the socket with the parcel. */
public final class CourierStatus {
    private static final Map<Integer, Socket> LINES = new HashMap<>();

    private CourierStatus() {}

    public static void main(String[] args) throws IOException {
        LeavingServer courier = LeavingServer.greeting("on its way\n");
        for (int parcel = 0; parcel < 7; parcel++) {
            if (status(parcel, courier.address()) == null) {
                throw new IOException("no answer");
            }
        }
        Stage.hold();
    }

    private static String status(int parcel, SocketAddress courier) throws IOException {
        Socket socket = new Socket();
        socket.connect(courier); // look here
        LINES.put(parcel, socket);
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }
}
