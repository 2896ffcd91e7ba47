package io.closewait.it.verdict;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Classes of a class path and their members. */
final class CodeNames implements AutoCloseable {
    private final URLClassLoader loader;

    private CodeNames(URLClassLoader loader) {
        this.loader = loader;
    }

    static CodeNames in(List<Path> jars) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return new CodeNames(new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader()));
    }

    /** Whether there is such a {@code package.Class} or {@code package.Class#member}. */
    boolean exist(String name) {
        String[] parts = name.split("#", -1);
        try {
            Class<?> type = Class.forName(parts[0], false, loader);
            return parts.length == 1 || members(type).anyMatch(parts[1]::equals);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Stream<String> members(Class<?> type) {
        return Stream.of(
                        Arrays.stream(type.getMethods()).map(java.lang.reflect.Member::getName),
                        Arrays.stream(type.getDeclaredMethods()).map(java.lang.reflect.Member::getName),
                        Arrays.stream(type.getFields()).map(java.lang.reflect.Member::getName))
                .flatMap(names -> names);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
