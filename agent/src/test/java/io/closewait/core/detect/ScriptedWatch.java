package io.closewait.core.detect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A watch that tells of what a test wants, at once. */
final class ScriptedWatch implements PeerWatch {
    /** What it was asked to watch for, in order. */
    final List<String> asked = new ArrayList<>();

    final List<Integer> events = new ArrayList<>();
    boolean isBroken;
    boolean isClosed;
    int endedWaits;
    Runnable duringAwait = () -> {};

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public void watch(int number) {
        asked.add("FIN of " + number);
    }

    @Override
    public void watchForEnd(int number) {
        asked.add("end of " + number);
    }

    @Override
    public int await(int timeoutMillis) throws IOException {
        duringAwait.run();
        if (isBroken) {
            throw new IOException("no events");
        }
        return events.size();
    }

    @Override
    public int number(int index) {
        return events.get(index);
    }

    @Override
    public void endWait() {
        endedWaits++;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
