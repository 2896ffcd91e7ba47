package io.closewait.core.diagnose;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether a method has a connection at hand: as a parameter, which lambdas have for what they capture, or as a field. */
final class ConnectionCode {
    /** By name: the agent opens no connection, and nothing in it refers to what does. */
    private static final Set<String> CONNECTIONS = new HashSet<>(Arrays.asList(
            "java.net.Socket",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.nio.channels.SelectionKey"));

    private ConnectionCode() {}

    /** @param type the class of the method, null if it is not known */
    static boolean is(@Nullable Class<?> type, String method) {
        return type != null && (isParameter(type, method) || isField(type));
    }

    private static boolean isParameter(Class<?> type, String name) {
        for (Method method : HandlerMethod.methods(type)) {
            if (method.getName().equals(name)) {
                for (Class<?> parameter : method.getParameterTypes()) {
                    if (isConnection(parameter)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isField(Class<?> type) {
        try {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && isConnection(field.getType())) {
                    return true;
                }
            }
        } catch (LinkageError | RuntimeException missing) {
            return false; // a type of a field is not there, or a security manager is
        }
        return false;
    }

    private static boolean isConnection(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (CONNECTIONS.contains(c.getName())) {
                return true;
            }
        }
        return false;
    }
}
