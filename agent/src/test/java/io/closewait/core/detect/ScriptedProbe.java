package io.closewait.core.detect;

import io.closewait.core.jdk.SocketProbe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kernel that says of every descriptor what a test wants. */
final class ScriptedProbe implements SocketProbe {
    int events;
    boolean isInCloseWait;
    boolean isBroken;
    int statesAsked;
    Runnable duringPoll = () -> {};
    Runnable duringLocalAddress = () -> {};
    final Map<Integer, InetSocketAddress> local = new HashMap<>();
    final Map<Integer, InetSocketAddress> remote = new HashMap<>();

    @Override
    public int poll(int number) throws IOException {
        duringPoll.run();
        if (isBroken) {
            throw new IOException("closed meanwhile");
        }
        return events;
    }

    @Override
    public boolean isInCloseWait(int number) {
        statesAsked++;
        return isInCloseWait;
    }

    @Override
    public @Nullable InetSocketAddress localAddress(int number) {
        duringLocalAddress.run();
        return local.get(number);
    }

    @Override
    public @Nullable InetSocketAddress remoteAddress(int number) {
        return remote.get(number);
    }
}
