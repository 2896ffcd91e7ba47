/*
 * library: gRPC (shaded Netty), method on the event loop that waits
 * libraries: grpc-1.68
 * leak: STUCK x3
 * jdk: 8
 */
package com.example.yard;

import com.example.stage.Stage;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers when a locomotive is there, on the thread that the request came by. After opensearch-project/OpenSearch#19264. */
public final class Dispatcher {
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return new byte[0];
        }
    }

    private final CompletableFuture<byte[]> locomotive = new CompletableFuture<>();

    private Dispatcher() {}

    public static void main(String[] args) throws Exception {
        Dispatcher dispatcher = new Dispatcher();
        MethodDescriptor<byte[], byte[]> order = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("Yard/Order")
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
        EventLoopGroup loops = new NioEventLoopGroup(3);
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .channelType(NioServerSocketChannel.class)
                .bossEventLoopGroup(new NioEventLoopGroup(1))
                .workerEventLoopGroup(loops)
                .directExecutor()
                .addService(ServerServiceDefinition.builder("Yard")
                        .addMethod(order, ServerCalls.asyncUnaryCall(dispatcher::order))
                        .build())
                .build()
                .start();
        List<Socket> callers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            callers.add(call(server.getPort()));
        }
        Thread.sleep(1000);
        for (Socket caller : callers) {
            caller.shutdownOutput();
        }
        Stage.hold();
        callers.clear();
    }

    private void order(byte[] request, StreamObserver<byte[]> response) {
        response.onNext(locomotive.join()); // look here
        response.onCompleted();
    }

    /** A request with an empty message, as bytes of HTTP/2. */
    private static Socket call(int port) throws Exception {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        headers.write(new byte[] {(byte) 0x83, (byte) 0x86});
        field(headers, ":path", "/Yard/Order");
        field(headers, ":authority", "localhost");
        field(headers, "content-type", "application/grpc");
        field(headers, "te", "trailers");
        Socket caller = new Socket(InetAddress.getLoopbackAddress(), port);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes("US-ASCII"));
        out.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
        out.write(new byte[] {0, 0, (byte) headers.size(), 1, 4, 0, 0, 0, 1});
        out.write(headers.toByteArray());
        out.write(new byte[] {0, 0, 5, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0});
        caller.getOutputStream().write(out.toByteArray());
        return caller;
    }

    private static void field(ByteArrayOutputStream headers, String name, String value) throws Exception {
        headers.write(0);
        headers.write(name.length());
        headers.write(name.getBytes("US-ASCII"));
        headers.write(value.length());
        headers.write(value.getBytes("US-ASCII"));
    }
}
