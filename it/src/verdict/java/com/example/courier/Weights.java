/*
 * library: gRPC over OkHttp, observer that waits on the transport's thread
 * libraries: grpc-1.71
 * jdk: 8
 * leak: STUCK x3
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import io.grpc.CallOptions;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/**
 * Waits in an observer for what another part of the program never does. With a direct executor that is the thread that reads. After
 * grpc/grpc-java#7361 and #10561.
 */
public final class Weights implements StreamObserver<String>, MethodDescriptor.Marshaller<String> {
    private static final CountDownLatch CALIBRATED = new CountDownLatch(1);
    private static final MethodDescriptor<String, String> WEIGH = MethodDescriptor.<String, String>newBuilder()
            .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
            .setFullMethodName("scales/weigh")
            .setRequestMarshaller(new Weights())
            .setResponseMarshaller(new Weights())
            .build();

    private Weights() {}

    public static void main(String[] args) throws Exception {
        Server server = OkHttpServerBuilder.forPort(0, InsecureServerCredentials.create())
                .addService(ServerServiceDefinition.builder("scales")
                        .addMethod(WEIGH, ServerCalls.asyncServerStreamingCall((request, answers) -> {
                            answers.onNext("12 kg");
                            answers.onNext("13 kg");
                        }))
                        .build())
                .build()
                .start();
        for (int i = 0; i < 3; i++) {
            ManagedChannel channel = OkHttpChannelBuilder.forAddress(
                            "127.0.0.1", server.getPort(), InsecureChannelCredentials.create())
                    .directExecutor()
                    .build();
            ClientCalls.asyncServerStreamingCall(
                    channel.newCall(WEIGH, CallOptions.DEFAULT), "scales " + i, new Weights());
        }
        Peer.pause(2000);
        server.shutdownNow();
        Stage.hold();
    }

    @Override
    public void onNext(String weight) {
        try {
            CALIBRATED.await(); // look here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onError(Throwable e) {
        System.out.println("no more weights: " + e);
    }

    @Override
    public void onCompleted() {
        System.out.println("no more weights");
    }

    @Override
    public InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes());
    }

    @Override
    public String parse(InputStream stream) {
        return stream.toString();
    }
}
