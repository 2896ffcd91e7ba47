package io.closewait.it.programs;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;

/** Netty 4.2 on io_uring. A kernel may refuse it; {@link #main} tells. */
public final class IoUringRows {
    private IoUringRows() {}

    /** Prints why io_uring cannot be had, or an empty line. */
    public static void main(String[] arguments) {
        Throwable why = IoUring.unavailabilityCause();
        System.out.println(why == null ? "" : String.valueOf(why.getMessage()));
    }

    public static void connect(Held held) throws Exception {
        NettyRows.connect(
                held, new MultiThreadIoEventLoopGroup(1, IoUringIoHandler.newFactory()), IoUringSocketChannel.class);
    }

    public static void accept(Held held) throws Exception {
        NettyRows.accept(
                held,
                new MultiThreadIoEventLoopGroup(1, IoUringIoHandler.newFactory()),
                IoUringServerSocketChannel.class);
    }
}
