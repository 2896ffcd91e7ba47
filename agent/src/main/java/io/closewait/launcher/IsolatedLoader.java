package io.closewait.launcher;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's core from the {@code core/} folder of the agent's own jar, straight from memory: no temporary file is
 * written, and no class-path scanner of the application sees these classes.
 * <p>
 * The parent is the platform loader (the boot loader on JDK 8), so no class of the application can replace one of ours. The
 * jar stays open, so that a class can still be loaded when the process has no descriptor left.
 */
final class IsolatedLoader extends ClassLoader {
    private static final String ROOT = "core/";
    private static final String JDK = "java.";
    /** The boot loader's: JDK classes call them. Their bytes are in the folder, too, for whoever defines them there. */
    private static final String HOOKS = "io.closewait.hooks.";

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final ProtectionDomain domain;

    IsolatedLoader(File agentJar) throws IOException {
        super(platformLoader());
        this.jar = new JarFile(agentJar, false);
        Permissions all = new Permissions();
        all.add(new AllPermission());
        CodeSource source = new CodeSource(agentJar.toURI().toURL(), (Certificate[]) null);
        this.domain = new ProtectionDomain(source, all, this, null);
    }

    private static ClassLoader platformLoader() {
        // The class loader that JDK 8 calls extension loader and later ones platform loader.
        return ClassLoader.getSystemClassLoader().getParent();
    }

    /** The agent's own first: for each of them the parents would search in vain and throw, a tenth of the start's time. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(JDK) || name.startsWith(HOOKS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            Class<?> own = loaded == null ? findOwn(name) : loaded;
            return own == null ? super.loadClass(name, resolve) : own;
        }
    }

    /** Null if the folder has no such class. */
    private @Nullable Class<?> findOwn(String name) {
        byte[] bytes = read(ROOT + name.replace('.', '/') + ".classdata");
        if (bytes == null) {
            return null;
        }
        int dot = name.lastIndexOf('.');
        if (dot > 0) {
            definePackageOnce(name.substring(0, dot));
        }
        return defineClass(name, bytes, 0, bytes.length, domain);
    }

    @SuppressWarnings("deprecation") // getPackage: its successor is not on JDK 8
    private void definePackageOnce(String name) {
        if (getPackage(name) == null) {
            try {
                definePackage(name, null, null, null, null, null, null, null);
            } catch (IllegalArgumentException raced) {
                // another thread defined it in between: all that is wanted
            }
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        String entry = entryFor(name);
        if (jar.getEntry(entry) == null) {
            return null;
        }
        try {
            return new URL("closewait", null, -1, "/" + entry, new EntryHandler());
        } catch (MalformedURLException impossible) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL url = findResource(name);
        return url == null ? Collections.<URL>emptyEnumeration() : Collections.enumeration(Collections.singleton(url));
    }

    private static String entryFor(String resource) {
        return resource.endsWith(".class")
                ? ROOT + resource.substring(0, resource.length() - ".class".length()) + ".classdata"
                : ROOT + resource;
    }

    /** The agent's own first: the search through the parents would start the JDK's reader of module images. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = read(entryFor(name));
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    private byte @Nullable [] read(String entryName) {
        JarEntry entry = jar.getJarEntry(entryName);
        if (entry == null) {
            return null;
        }
        byte[] bytes = new byte[(int) entry.getSize()];
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            in.readFully(bytes);
            return bytes;
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** Opens entries of the one open jar, so that a resource costs neither a descriptor nor the JDK's jar cache. */
    private final class EntryHandler extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() throws IOException {
                    JarEntry entry = jar.getJarEntry(getURL().getPath().substring(1));
                    if (entry == null) {
                        throw new IOException("no such entry: " + getURL().getPath());
                    }
                    return jar.getInputStream(entry);
                }
            };
        }
    }
}
