/*
 * library: Commons Net FTP client, stream of a file never closed
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * hint: completePendingCommand|(?i)close
 * run: 3.13.0
 * libraries: commons-net-3.13
 */
package com.example.errand;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import org.apache.commons.net.ftp.FTPClient;

/** Reads a file's first line, and leaves the rest and its stream. After apache/commons-net#65. */
public final class PriceFile {
    private PriceFile() {}

    public static void main(String[] args) throws IOException {
        Peer server = Peer.of(PriceFile::serve);
        for (int i = 0; i < 3; i++) {
            System.out.println(firstLine(server.port(), "prices-" + i + ".csv"));
        }
        Stage.hold();
    }

    private static String firstLine(int port, String file) throws IOException {
        FTPClient ftp = new FTPClient();
        ftp.connect("127.0.0.1", port);
        try {
            ftp.login("reader", "secret");
            ftp.enterLocalPassiveMode();
            InputStream stream = ftp.retrieveFileStream(file); // look here
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, "US-ASCII"));
            return lines.readLine(); // look here
        } finally {
            ftp.disconnect();
        }
    }

    private static void serve(InputStream in, OutputStream out) throws IOException {
        say(out, "220 ready");
        ServerSocket data = null;
        for (String line = Peer.line(in); line != null; line = Peer.line(in)) {
            if (line.startsWith("USER")) {
                say(out, "331 password");
            } else if (line.startsWith("PASS")) {
                say(out, "230 welcome");
            } else if (line.startsWith("PASV")) {
                data = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                say(
                        out,
                        "227 Entering Passive Mode (127,0,0,1," + data.getLocalPort() / 256 + ","
                                + data.getLocalPort() % 256 + ")");
            } else if (line.startsWith("RETR")) {
                say(out, "150 here it comes");
                byte[] prices = new byte[30_000];
                Arrays.fill(prices, (byte) '\n');
                try (ServerSocket closed = data;
                        Socket connection = closed.accept()) {
                    connection.getOutputStream().write(prices);
                }
                say(out, "226 done");
            } else {
                say(out, "200 well");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes("US-ASCII"));
        out.flush();
    }
}
