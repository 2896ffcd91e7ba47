package com.example.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;

/** As much of WebSocket's protocol as a server needs to shake hands, to answer pings, and to close. */
public final class WebSocketPeer {
    private static final String KEY = "sec-websocket-key:";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final byte[] CLOSE = {(byte) 0x88, 2, 3, (byte) 0xE8};
    private static final byte[] PONG = {(byte) 0x8A, 0};
    private static final int PING = 9;
    private static final int PUSH_MILLIS = 300;

    private WebSocketPeer() {}

    /** Sends a close frame after a while. */
    public static Peer.Script closingAfter(int millis) {
        return (in, out) -> {
            shakeHands(in, out);
            Peer.pause(millis);
            out.write(CLOSE);
            out.flush();
        };
    }

    /** Sends a short text after a while, and stays. */
    public static Peer.Script saying(String text) {
        return (in, out) -> {
            shakeHands(in, out);
            Peer.pause(PUSH_MILLIS);
            byte[] words = text.getBytes(US_ASCII);
            out.write(new byte[] {(byte) 0x81, (byte) words.length});
            out.write(words);
            out.flush();
        };
    }

    /** Answers pings, which are short and masked. */
    public static Peer.Script answeringPings() {
        return (in, out) -> {
            shakeHands(in, out);
            for (int first = in.read(); first >= 0; first = in.read()) {
                int length = in.read() & 0x7F;
                for (int i = 0; i < 4 + length; i++) {
                    in.read();
                }
                if ((first & 0xF) == PING) {
                    out.write(PONG);
                    out.flush();
                }
            }
        };
    }

    private static void shakeHands(InputStream in, OutputStream out) throws IOException {
        String key = "";
        for (String header = Peer.line(in); header != null && !header.isEmpty(); header = Peer.line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith(KEY)) {
                key = header.substring(KEY.length()).trim();
            }
        }
        out.write(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                                + accept(key) + "\r\n\r\n")
                        .getBytes(US_ASCII));
        out.flush();
    }

    private static String accept(String key) throws IOException {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
