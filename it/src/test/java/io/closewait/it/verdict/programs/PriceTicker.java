package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads prices until the exchange ends the stream; then it keeps the line, for the next day. */
public final class PriceTicker {
    private static final List<Socket> LINES = new ArrayList<>();
    private long sum;

    private PriceTicker() {}

    public static void main(String[] args) throws IOException {
        LeavingServer exchange = LeavingServer.greeting("17\n18\n19\n");
        PriceTicker ticker = new PriceTicker();
        for (int i = 0; i < 4; i++) {
            ticker.follow(exchange.port());
        }
        System.out.println("sum of all prices: " + ticker.sum);
        Stage.hold();
    }

    private void follow(int port) throws IOException {
        Socket line = new Socket(InetAddress.getLoopbackAddress(), port);
        LINES.add(line);
        BufferedReader prices =
                new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
        String price;
        while ((price = prices.readLine()) != null) { // look here
            sum += Long.parseLong(price);
        }
    }
}
