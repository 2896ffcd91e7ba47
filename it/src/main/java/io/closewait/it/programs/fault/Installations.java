package io.closewait.it.programs.fault;

import io.closewait.it.programs.ChannelSocketImpl;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogManager;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/**
 * Makes the choices that a JVM takes once, late: its log manager, its MBean server, its socket implementation. With the
 * argument {@code late} after ten seconds.
 */
public final class Installations {
    private Installations() {}

    public static void main(String[] arguments) throws Exception {
        Shop shop = Shop.ofChannel();
        System.out.println("traded " + shop.trade(20));
        if (arguments.length > 0) {
            Thread.sleep(10_000);
        }
        System.setProperty("java.util.logging.manager", Manager.class.getName());
        System.setProperty("javax.management.builder.initial", Builder.class.getName());
        System.out.println(LogManager.getLogManager().getClass().getSimpleName());
        ManagementFactory.getPlatformMBeanServer();
        System.out.println("built: " + Builder.BUILT);
        install();
        System.out.println("traded " + shop.trade(20));
        Errands.finish(shop);
    }

    @SuppressWarnings("deprecation") // gone when the JDK has no other way
    private static void install() throws IOException {
        Socket.setSocketImplFactory(ChannelSocketImpl::new);
        System.out.println("installed");
    }

    /** The application's own log manager. */
    public static final class Manager extends LogManager {}

    /** The application's own maker of MBean servers. */
    public static final class Builder extends MBeanServerBuilder {
        static final AtomicInteger BUILT = new AtomicInteger();

        @Override
        public MBeanServer newMBeanServer(String domain, MBeanServer outer, MBeanServerDelegate delegate) {
            BUILT.incrementAndGet();
            return super.newMBeanServer(domain, outer, delegate);
        }
    }
}
