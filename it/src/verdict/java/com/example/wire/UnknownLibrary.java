/*
 * library: com.acme.lib, which no list knows, in a jar of its own
 * leak: NEVER_CLOSED x3
 * run: called by its name
 * arguments: direct
 * run: called through a proxy that it makes
 * arguments: proxy
 * run: called on virtual threads
 * jdk: 21
 * arguments: virtual
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Asks a library for quotes; it opens a connection for each, and the application closes none. */
public final class UnknownLibrary {
    private static final String SOURCE = String.join(
            "\n",
            "package com.acme.lib;",
            "import java.util.function.IntUnaryOperator;",
            "public class Quotes implements IntUnaryOperator {",
            "  private final java.util.List<java.net.Socket> open = new java.util.ArrayList<>();",
            "  public static IntUnaryOperator proxy() {",
            "    Quotes quotes = new Quotes();",
            "    return (IntUnaryOperator) java.lang.reflect.Proxy.newProxyInstance(Quotes.class.getClassLoader(),",
            "        new Class<?>[] {IntUnaryOperator.class}, (proxy, method, args) -> method.invoke(quotes, args));",
            "  }",
            "  public int applyAsInt(int port) { return new Wire().ask(port); }",
            "  class Wire {",
            "    int ask(int port) {",
            "      try {",
            "        java.net.Socket socket = new java.net.Socket(\"127.0.0.1\", port);",
            "        open.add(socket);",
            "        socket.getOutputStream().write('\\n');",
            "        return socket.getInputStream().read();",
            "      } catch (java.io.IOException e) { throw new IllegalStateException(e); }",
            "    }",
            "  }",
            "}");

    private UnknownLibrary() {}

    public static void main(String[] args) throws Exception {
        Peer exchange = Peer.of(Peer.lines("", "17\n"));
        Class<?> type = new URLClassLoader(new URL[] {jar().toUri().toURL()}).loadClass("com.acme.lib.Quotes");
        IntUnaryOperator quotes = (IntUnaryOperator)
                (args[0].equals("proxy")
                        ? type.getMethod("proxy").invoke(null)
                        : type.getConstructor().newInstance());
        for (int i = 0; i < 3; i++) {
            if (args[0].equals("virtual")) {
                virtual(() -> quote(quotes, exchange.port())).join();
            } else {
                quote(quotes, exchange.port());
            }
        }
        exchange.leave();
        Stage.hold();
    }

    private static int quote(IntUnaryOperator quotes, int port) {
        return quotes.applyAsInt(port); // look here
    }

    /** Not there on the JDK that this is compiled for. */
    private static Thread virtual(Runnable work) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    }

    private static Path jar() throws IOException {
        Path folder = Files.createTempDirectory("acme");
        Path source = Files.write(folder.resolve("Quotes.java"), SOURCE.getBytes("US-ASCII"));
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString());
        Path jar = folder.resolve("acme-lib-1.0.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> classes = Files.list(folder.resolve("com/acme/lib"))) {
            for (Path file : (Iterable<Path>) classes::iterator) {
                out.putNextEntry(new JarEntry("com/acme/lib/" + file.getFileName()));
                out.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }
}
