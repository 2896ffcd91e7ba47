package io.closewait.core.jdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.security.ProtectionDomain;

/**
 * Defines classes in the boot loader without appending to its class path. Appending would make the JVM switch class-data
 * sharing off for the application and print a warning at every start.
 */
public final class BootClasses {
    private BootClasses() {}

    /**
     * Defines the named classes, in this order, from their class files beside the agent's core. A class that is already there
     * (an earlier start of the agent) stays.
     *
     * @throws ReflectiveOperationException if the JVM has neither of the two known ways
     */
    public static void define(ClassLoader source, String... names) throws ReflectiveOperationException, IOException {
        ModularJdk jdk = ModularJdk.orNull();
        for (String name : names) {
            if (!isDefined(name)) {
                byte[] bytes = classFile(source, name);
                if (jdk != null) {
                    jdk.defineInBootLoader(name, bytes);
                } else {
                    defineOnJdk8(name, bytes);
                }
            }
        }
    }

    /** Whether the boot loader has a class of this name. */
    public static boolean isDefined(String name) {
        try {
            Class.forName(name, false, null);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    static Object unsafe() throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = Class.forName("jdk.internal.misc.Unsafe", true, null);
        } catch (ClassNotFoundException jdk8) {
            type = Class.forName("sun.misc.Unsafe", true, null);
        }
        Field instance = type.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        return instance.get(null);
    }

    private static void defineOnJdk8(String name, byte[] bytes) throws ReflectiveOperationException {
        Object unsafe = unsafe();
        unsafe.getClass()
                .getMethod(
                        "defineClass",
                        String.class,
                        byte[].class,
                        int.class,
                        int.class,
                        ClassLoader.class,
                        ProtectionDomain.class)
                .invoke(unsafe, name, bytes, 0, bytes.length, null, null);
    }

    private static byte[] classFile(ClassLoader source, String name) throws IOException {
        try (InputStream in = source.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new IOException("the agent's jar lacks " + name);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        }
    }
}
