package io.closewait.core.detect;

import io.closewait.core.jdk.EPoll;
import java.io.IOException;

/** The kernel says when a FIN arrives; nothing runs in between, however many sockets are open. */
final class EPollWatch implements PeerWatch {
    private final EPoll epoll = EPoll.open();

    EPollWatch() throws IOException {}

    @Override
    public String name() {
        return "epoll";
    }

    @Override
    public boolean watch(int number) {
        return epoll.watch(number) == 0;
    }

    @Override
    public void watchForEnd(int number) {
        epoll.watchForEnd(number);
    }

    @Override
    public int await(int timeoutMillis) throws IOException {
        return epoll.await(timeoutMillis);
    }

    @Override
    public int number(int index) {
        return epoll.number(index);
    }

    @Override
    public void close() {
        epoll.close();
    }
}
