package io.closewait.core.registry;

import io.closewait.hooks.SocketKind;

/** The class through which the application holds a socket, as reports name it. */
public enum Transport {
    SOCKET("java.net.Socket"),
    CHANNEL("SocketChannel"),
    SERVER_CHANNEL("ServerSocketChannel"),
    ASYNC_CHANNEL("AsynchronousSocketChannel"),
    ASYNC_SERVER_CHANNEL("AsynchronousServerSocketChannel"),
    NETTY("Netty native transport"),
    UNKNOWN("unknown");

    private final String label;

    Transport(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The transport of one of {@link SocketKind}'s numbers. */
    static Transport of(int kind) {
        switch (kind) {
            case SocketKind.SOCKET:
                return SOCKET;
            case SocketKind.CHANNEL:
                return CHANNEL;
            case SocketKind.SERVER_CHANNEL:
                return SERVER_CHANNEL;
            case SocketKind.ASYNC_CHANNEL:
                return ASYNC_CHANNEL;
            case SocketKind.ASYNC_SERVER_CHANNEL:
                return ASYNC_SERVER_CHANNEL;
            case SocketKind.NETTY:
                return NETTY;
            default:
                return UNKNOWN;
        }
    }
}
