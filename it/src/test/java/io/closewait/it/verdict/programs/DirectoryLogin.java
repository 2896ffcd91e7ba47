package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A client whose connect throws when the login is refused, with the channel open in its hands. */
public final class DirectoryLogin {
    private final SocketChannel channel;

    private DirectoryLogin(SocketAddress directory, String password) throws IOException {
        channel = SocketChannel.open(directory); // look here
        channel.write(ByteBuffer.wrap(("login " + password + "\n").getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer answer = ByteBuffer.allocate(64);
        channel.read(answer);
        if (answer.get(0) != 'O') {
            throw new IOException("login refused");
        }
    }

    public static void main(String[] args) throws IOException {
        LeavingServer directory = LeavingServer.answering("NO\n");
        for (int i = 0; i < 8; i++) {
            if (isMember(directory.address(), "guess" + i)) {
                throw new IOException("let in");
            }
        }
        Stage.hold();
    }

    private static boolean isMember(SocketAddress directory, String password) {
        try {
            return new DirectoryLogin(directory, password).channel.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
