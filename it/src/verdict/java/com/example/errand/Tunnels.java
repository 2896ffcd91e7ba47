/*
 * library: Socket through a SOCKS proxy, never closed
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * hint: (?i)clos
 */
package com.example.errand;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;

/** Asks a service behind the proxy, and keeps the socket. */
public final class Tunnels {
    private static final Collection<Socket> ASKED = new ArrayList<>();

    private Tunnels() {}

    public static void main(String[] args) throws IOException {
        Peer proxy = Peer.of(Tunnels::serve);
        for (int i = 0; i < 3; i++) {
            ask(new Proxy(Proxy.Type.SOCKS, proxy.address()));
        }
        Peer.pause(300);
        proxy.leave();
        Stage.hold();
    }

    private static void ask(Proxy proxy) throws IOException {
        Socket socket = new Socket(proxy);
        ASKED.add(socket);
        socket.connect(InetSocketAddress.createUnresolved("service.example.com", 7777), 2000); // look here
        socket.getOutputStream().write("state?\n".getBytes("US-ASCII")); // look here
        InputStream in = socket.getInputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) { // look here
            System.out.print((char) c);
        }
        System.out.println();
    }

    private static void serve(InputStream in, OutputStream out) throws IOException {
        skip(in, 1);
        skip(in, in.read());
        out.write(new byte[] {5, 0});
        out.flush();
        skip(in, 4);
        skip(in, in.read() + 2);
        out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        out.flush();
        Peer.line(in);
        out.write("well\n".getBytes("US-ASCII"));
        out.flush();
    }

    private static void skip(InputStream in, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            in.read();
        }
    }
}
