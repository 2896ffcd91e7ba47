package io.closewait.demo.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Follows new orders. The mistake: each call subscribes anew and keeps the subscription before it. */
public final class OrderFeed {
    private final InetSocketAddress source;
    private final List<Socket> subscriptions = new ArrayList<>();

    public OrderFeed(InetSocketAddress source) {
        this.source = source;
    }

    public String subscribe() throws IOException {
        Socket subscription = new Socket(source.getAddress(), source.getPort());
        subscriptions.add(subscription);
        subscription.setSoTimeout(500);
        return String.valueOf(
                new BufferedReader(new InputStreamReader(subscription.getInputStream(), UTF_8)).readLine());
    }

    public int subscriptions() {
        return subscriptions.size();
    }

    public void unsubscribeAll() throws IOException {
        for (Socket subscription : subscriptions) {
            subscription.close();
        }
        subscriptions.clear();
    }
}
