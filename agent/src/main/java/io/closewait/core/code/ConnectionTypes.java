package io.closewait.core.code;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Tells which classes are connections, and which have one as a field. */
public final class ConnectionTypes {
    /** By name: the agent opens no connection, and nothing in it refers to what does. */
    private static final Set<String> CONNECTIONS = new HashSet<>(Arrays.asList(
            "java.net.Socket",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.nio.channels.SelectionKey"));

    private ConnectionTypes() {}

    /** Whether it is a connection's class, or the key that a selector has for one. */
    public static boolean is(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (CONNECTIONS.contains(c.getName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether its objects have a connection as a field of their own class. */
    public static boolean isOfField(Class<?> type) {
        try {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && is(field.getType())) {
                    return true;
                }
            }
        } catch (LinkageError | RuntimeException missing) {
            return false; // a type of a field is not there, or a security manager is
        }
        return false;
    }
}
