package io.closewait.it.programs.fault;

import io.closewait.it.programs.Waiting;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A container of applications in loaders that see nothing but {@code java.*}, as OSGi's do: the {@link Visitor} connects in one
 * of them, which is dropped while its sockets stay open. The loader has to be freed.
 */
public final class IsolatedApplications {
    private static final long FREED_WITHIN_NANOS = 30_000_000_000L;

    private IsolatedApplications() {}

    public static void main(String[] arguments) throws Exception {
        Shop shop = new Shop();
        List<Socket> sockets = new ArrayList<>();
        WeakReference<ClassLoader> loader = deploy(shop.address(), sockets);
        System.out.println("forgot " + sockets.size());
        Waiting.forTheTest();
        System.out.println("freed: " + isFreed(loader));
        for (Socket socket : sockets) {
            socket.close();
        }
        System.exit(Errands.EXIT_CODE);
    }

    /** Nothing of the application is left when this returns but its sockets. */
    private static WeakReference<ClassLoader> deploy(InetSocketAddress address, List<Socket> sockets) throws Exception {
        URL classes = Visitor.class.getProtectionDomain().getCodeSource().getLocation();
        try (OnlyJava loader = new OnlyJava(classes)) {
            @SuppressWarnings("unchecked") // as declared
            Function<InetSocketAddress, Socket> visitor = (Function<InetSocketAddress, Socket>)
                    loader.loadClass(Visitor.class.getName()).getConstructor().newInstance();
            for (int i = 0; i < Errands.FORGOTTEN; i++) {
                sockets.add(visitor.apply(address));
            }
            return new WeakReference<>(loader);
        }
    }

    /** Whether the GC frees a loader soon. */
    public static boolean isFreed(WeakReference<ClassLoader> loader) {
        long end = System.nanoTime() + FREED_WITHIN_NANOS;
        while (loader.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        return loader.get() == null;
    }

    private static final class OnlyJava extends URLClassLoader {
        OnlyJava(URL classes) {
            super(new URL[] {classes}, null);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("java.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
