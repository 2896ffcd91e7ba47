package io.closewait.core.instrument;

import static io.closewait.hooks.SocketKind.NETTY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Netty's native transports (epoll, io_uring), 4.1 and 4.2: their sockets are objects of {@code io.netty.channel.unix}. Any
 * number of copies, in any loader, under any name that a shading tool has put before {@code channel.unix}.
 */
final class NativeHookPoints {
    private static final String DESCRIPTOR = "/channel/unix/FileDescriptor";
    private static final String SOCKET = "/channel/unix/Socket";

    private NativeHookPoints() {}

    /** The hook points of a class by its internal name; empty for any other class. */
    static List<HookPoint> of(String internalName) {
        if (internalName.endsWith(SOCKET)) {
            return ofSocket(internalName.replace('/', '.'));
        }
        if (internalName.endsWith(DESCRIPTOR)) {
            return ofDescriptor(internalName.replace('/', '.'));
        }
        return Collections.emptyList();
    }

    private static List<HookPoint> ofSocket(String name) {
        List<HookPoint> points = new ArrayList<>();
        points.add(HookPoint.of(name, HookPoint.CONSTRUCTOR, "(I)", HookCall.NATIVELY_OPENED, NETTY));
        points.add(HookPoint.of(name, "accept", "([B)I", HookCall.NATIVELY_ACCEPTED, NETTY));
        points.add(HookPoint.of(name, "connect", "(Ljava/net/SocketAddress;)", HookCall.NATIVELY_CONNECTED, NETTY));
        points.add(HookPoint.of(name, "connect", "(Ljava/net/SocketAddress;)", HookCall.OPEN_FAILED, NETTY));
        points.add(HookPoint.of(name, "listen", "(I)V", HookCall.NATIVELY_LISTENING, NETTY));
        points.add(HookPoint.of(name, "shutdown", "(ZZ)V", HookCall.NATIVELY_SHUT, NETTY));
        points.add(HookPoint.of(name, "recv", "(Ljava/nio/ByteBuffer;II)I", HookCall.NATIVELY_READ, NETTY));
        points.add(HookPoint.of(name, "recvAddress", "(JII)I", HookCall.NATIVELY_READ, NETTY));
        points.add(HookPoint.of(name, "send", "(Ljava/nio/ByteBuffer;II)I", HookCall.NATIVELY_WRITTEN, NETTY));
        points.add(HookPoint.of(name, "sendAddress", "(JII)I", HookCall.NATIVELY_WRITTEN, NETTY));
        return points;
    }

    private static List<HookPoint> ofDescriptor(String name) {
        List<HookPoint> points = new ArrayList<>();
        points.add(HookPoint.of(name, "close", "()V", HookCall.NATIVELY_CLOSING, NETTY));
        // 4.1.97 and later; io_uring closes through its ring after this, without calling close
        points.add(HookPoint.of(name, "markClosed", "()Z", HookCall.NATIVELY_CLOSING, NETTY));
        points.add(HookPoint.of(name, "read", "(Ljava/nio/ByteBuffer;II)I", HookCall.NATIVELY_READ, NETTY));
        points.add(HookPoint.of(name, "readAddress", "(JII)I", HookCall.NATIVELY_READ, NETTY));
        points.add(HookPoint.of(name, "write", "(Ljava/nio/ByteBuffer;II)I", HookCall.NATIVELY_WRITTEN, NETTY));
        points.add(HookPoint.of(name, "writeAddress", "(JII)I", HookCall.NATIVELY_WRITTEN, NETTY));
        points.add(HookPoint.of(name, "writev", HookCall.NATIVELY_WRITTEN, NETTY));
        points.add(HookPoint.of(name, "writevAddresses", HookCall.NATIVELY_WRITTEN, NETTY));
        return points;
    }
}
