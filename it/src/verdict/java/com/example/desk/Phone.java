/*
 * library: a hand-made server, reader that goes on after the end of the stream
 * jdk: 8
 * leak: END_OF_STREAM_IGNORED x3
 * run: Socket
 * run: SSLSocket
 * arguments: tls
 */
package com.example.desk;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.example.stage.Tls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Takes the end of the stream for a pause, and asks again a second later, for ever. */
public final class Phone {
    private Phone() {}

    public static void main(String[] args) throws Exception {
        boolean tls = args.length > 0;
        ServerSocket listener = tls
                ? Tls.server().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress())
                : new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(() -> accept(listener), "acceptor").start();
        int port = listener.getLocalPort();
        (tls ? Clients.connectTls(3, port) : Clients.connect(3, port))
                .say("hello\n")
                .hear("hello\n")
                .leave();
        Stage.hold();
    }

    private static void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket client = listener.accept();
                new Thread(() -> serve(client), "call").start();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void serve(Socket client) {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), "US-ASCII"));
            while (true) {
                String words = in.readLine(); // look here
                if (words == null) {
                    Thread.sleep(1000);
                } else {
                    client.getOutputStream().write((words + "\n").getBytes("US-ASCII"));
                }
            }
        } catch (IOException | InterruptedException e) {
            e.printStackTrace();
        }
    }
}
