package io.closewait.it.neighbour;

import io.closewait.it.programs.Waiting;
import io.closewait.it.programs.fault.Errands;
import io.closewait.it.programs.fault.IsolatedApplications;
import io.closewait.it.programs.fault.Shop;
import io.closewait.it.programs.fault.Visitor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;

/**
 * Tomcat with a web application whose code connects and hands its sockets out; the application is undeployed while they stay
 * open. Argument: a folder for Tomcat.
 */
final class Redeployment {
    private Redeployment() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.start();
        Shop shop = new Shop();
        List<Socket> sockets = new ArrayList<>();
        WeakReference<ClassLoader> loader = deploy(tomcat, webApplication(folder), shop.address(), sockets);
        System.out.println("forgot " + sockets.size());
        Waiting.forTheTest();
        undeploy(tomcat);
        System.out.println("freed: " + IsolatedApplications.isFreed(loader));
        for (Socket socket : sockets) {
            socket.close();
        }
        System.exit(Errands.EXIT_CODE);
    }

    private static Path webApplication(Path folder) throws IOException {
        Path root = folder.resolve("shop");
        String name = Visitor.class.getName().replace('.', '/') + ".class";
        Path file = root.resolve("WEB-INF/classes").resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in =
                Objects.requireNonNull(Visitor.class.getClassLoader().getResourceAsStream(name))) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return root;
    }

    private static WeakReference<ClassLoader> deploy(
            Tomcat tomcat, Path root, InetSocketAddress address, List<Socket> sockets) throws Exception {
        Context context = tomcat.addContext("/shop", root.toString());
        context.setLoader(new WebappLoader());
        ClassLoader loader = context.getLoader().getClassLoader();
        Class<?> visitor = loader.loadClass(Visitor.class.getName());
        if (visitor == Visitor.class) {
            throw new IllegalStateException("not the web application's own class");
        }
        @SuppressWarnings("unchecked") // as declared
        Function<InetSocketAddress, Socket> visit =
                (Function<InetSocketAddress, Socket>) visitor.getConstructor().newInstance();
        for (int i = 0; i < Errands.FORGOTTEN; i++) {
            sockets.add(visit.apply(address));
        }
        return new WeakReference<>(loader);
    }

    private static void undeploy(Tomcat tomcat) throws Exception {
        Context context = (Context) tomcat.getHost().findChild("/shop");
        tomcat.getHost().removeChild(context);
        context.destroy();
    }
}
