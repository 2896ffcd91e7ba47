/*
 * library: Socket, opened by a method that is called through generated code
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * run: dynamic proxy
 * arguments: proxy
 * run: lambda
 * arguments: lambda
 * run: CGLIB
 * arguments: cglib
 * libraries: cglib
 * jvm: --add-opens=java.base/java.lang=ALL-UNNAMED
 * jdk: 17
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/** An aspect lies around the method that never closes; it is not the aspect that is to be corrected. */
public class Intercepted {
    private static final List<Object> KEPT = new ArrayList<>();

    /** What the aspect lies around. */
    public interface Orders {
        int status(String url) throws IOException;
    }

    /** With a constructor that CGLIB can call. */
    public static class RemoteOrders implements Orders {
        @Override
        public int status(String url) throws IOException {
            HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
            KEPT.add(connection);
            return connection.getResponseCode(); // look here
        }
    }

    public static void main(String[] args) throws Exception {
        Peer shop = Peer.of(Peer.http(404, 30_000, 0));
        Orders remote = new RemoteOrders();
        Orders orders = remote;
        if (args[0].equals("proxy")) {
            orders = (Orders) Proxy.newProxyInstance(
                    Orders.class.getClassLoader(),
                    new Class<?>[] {Orders.class},
                    (proxy, method, arguments) -> method.invoke(remote, arguments));
        } else if (args[0].equals("cglib")) {
            orders = cglib();
        } else {
            orders = url -> remote.status(url);
        }
        for (int i = 0; i < 3; i++) {
            orders.status(shop.url("/order/" + i));
        }
        shop.leave();
        Stage.hold();
    }

    /** By reflection, for it is not on the class path of the other runs. */
    private static Orders cglib() throws ReflectiveOperationException {
        Class<?> callback = Class.forName("net.sf.cglib.proxy.Callback");
        Class<?> interceptor = Class.forName("net.sf.cglib.proxy.MethodInterceptor");
        InvocationHandler superclass = (proxy, method, arguments) -> {
            Object[] call = (Object[]) arguments;
            Method invoke = call[3].getClass().getMethod("invokeSuper", Object.class, Object[].class);
            return invoke.invoke(call[3], call[0], call[2]);
        };
        Object aspect =
                Proxy.newProxyInstance(Intercepted.class.getClassLoader(), new Class<?>[] {interceptor}, superclass);
        return (Orders) Class.forName("net.sf.cglib.proxy.Enhancer")
                .getMethod("create", Class.class, callback)
                .invoke(null, RemoteOrders.class, aspect);
    }
}
