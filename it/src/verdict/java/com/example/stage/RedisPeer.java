package com.example.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** As much of Redis' protocol as a client needs to say hello, and to get a value. */
public final class RedisPeer {
    private RedisPeer() {}

    public static Peer.Script script() {
        return (in, out) -> {
            for (String command = command(in); command != null; command = command(in)) {
                out.write(answer(command).getBytes(US_ASCII));
                out.flush();
            }
        };
    }

    private static String answer(String command) {
        switch (command) {
            case "GET":
                return "$2\r\n17\r\n";
            case "PING":
                return "+PONG\r\n";
            case "HELLO":
                return "-ERR unknown command\r\n";
            default:
                return "+OK\r\n";
        }
    }

    /** The command's name; its arguments are read and dropped. */
    private static String command(InputStream in) throws IOException {
        String header = Peer.line(in);
        if (header == null) {
            return null;
        }
        String name = "";
        for (int i = 0; i < Integer.parseInt(header.substring(1)); i++) {
            Peer.line(in);
            String word = Peer.line(in);
            name = i == 0 && word != null ? word.toUpperCase(Locale.ROOT) : name;
        }
        return name;
    }
}
