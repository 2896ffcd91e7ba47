/*
 * library: NanoHTTPD, response whose stream has nothing to give
 * libraries: nanohttpd-2.3
 * leak: STUCK x3
 */
package com.example.relay;

import com.example.stage.Clients;
import com.example.stage.Stage;
import fi.iki.elonen.NanoHTTPD;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Relays a station that has gone off the air; the listeners have left. After NanoHttpd/nanohttpd#152. */
public final class Radio extends NanoHTTPD {
    private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();

    private Radio() {
        super("127.0.0.1", 0);
    }

    public static void main(String[] args) throws Exception {
        Radio radio = new Radio();
        radio.start(0, true);
        Clients.talkAndLeave(3, radio.getListeningPort(), Clients.get("/live"), "\r\n\r\n");
        Stage.hold();
    }

    @Override
    public Response serve(IHTTPSession session) {
        return newChunkedResponse(Response.Status.OK, "audio/mpeg", new Tuner());
    }

    private final class Tuner extends InputStream {
        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                byte[] frame = frames.take(); // look here
                System.arraycopy(frame, 0, buffer, offset, frame.length);
                return frame.length;
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
    }
}
