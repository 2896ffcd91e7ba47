package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.code.SourceLine;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names the method of an application's object that a server calls for a connection. The object has no stack: class and method
 * are known, and the line at which the method begins.
 */
final class HandlerMethod {
    /** What servers and clients call, the more telling first. */
    private static final List<String> NAMES = Arrays.asList(
            "doGet",
            "doPost",
            "doPut",
            "doDelete",
            "service",
            "channelRead0",
            "channelRead",
            "messageReceived",
            "handleRequest",
            "handleEvent",
            "handle",
            "onMessage",
            "onText",
            "onWebSocketText",
            "onOpen",
            "onWebSocketConnect",
            "userEventTriggered",
            "process",
            "accept",
            "apply",
            "call",
            "run");

    private static final String LAMBDA = "$$Lambda";

    private HandlerMethod() {}

    /** Null if the object is not the application's, or nothing that a server would call. */
    static @Nullable StackTraceElement of(Object object, Frames frames) {
        Class<?> type = object.getClass();
        if (type.isArray()) {
            return null;
        }
        int lambda = type.getName().indexOf(LAMBDA);
        if (lambda > 0) {
            return ofLambda(type, type.getName().substring(0, lambda), frames);
        }
        if (frames.kind(type) != FrameKind.APPLICATION || makesHandlers(type)) {
            return null;
        }
        String best = best(type);
        return best.isEmpty() ? null : frame(type, best);
    }

    /** Netty's initializers are called once a connection, and stay at hand only in the listener. */
    private static boolean makesHandlers(Class<?> type) {
        for (Class<?> c = type.getSuperclass(); c != null; c = c.getSuperclass()) {
            if (c.getSimpleName().equals("ChannelInitializer")) {
                return true;
            }
        }
        return false;
    }

    private static String best(Class<?> type) {
        List<String> declared = new ArrayList<>();
        for (Method method : methods(type)) {
            if (!method.isSynthetic() && !Modifier.isStatic(method.getModifiers())) {
                declared.add(method.getName());
            }
        }
        for (String name : NAMES) {
            if (declared.contains(name)) {
                return name;
            }
        }
        return "";
    }

    /** A lambda's object does not name its code; its class says which class has it, and its interface what is handed to it. */
    private static @Nullable StackTraceElement ofLambda(Class<?> type, String host, Frames frames) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || type.getInterfaces().length != 1) {
            return null;
        }
        Class<?> owner;
        try {
            owner = Class.forName(host, false, loader);
        } catch (ClassNotFoundException | LinkageError gone) {
            return null;
        }
        if (frames.kind(owner) != FrameKind.APPLICATION) {
            return null;
        }
        Method called = null;
        for (Method method : methods(type.getInterfaces()[0])) {
            if (Modifier.isAbstract(method.getModifiers())) {
                called = method;
            }
        }
        StackTraceElement ofLambda = only(owner, called, true);
        return ofLambda != null ? ofLambda : only(owner, called, false); // else a method that is referred to
    }

    /** The one method that the interface's may stand for; if there are several, the class alone is named. */
    private static @Nullable StackTraceElement only(Class<?> owner, @Nullable Method called, boolean isSynthetic) {
        String found = "";
        for (Method method : methods(owner)) {
            if (called != null && method.isSynthetic() == isSynthetic && endsAlike(method, called)) {
                if (!found.isEmpty()) {
                    return frame(owner, "lambda"); // one of several
                }
                found = method.getName();
            }
        }
        return found.isEmpty() ? null : frame(owner, found);
    }

    /** What a lambda captures comes before the parameters of its interface's method. */
    private static boolean endsAlike(Method code, Method called) {
        Class<?>[] all = code.getParameterTypes();
        Class<?>[] last = called.getParameterTypes();
        int captured = all.length - last.length;
        return last.length > 0 && captured >= 0 && Arrays.equals(Arrays.copyOfRange(all, captured, all.length), last);
    }

    private static Method[] methods(Class<?> type) {
        try {
            return type.getDeclaredMethods();
        } catch (LinkageError
                | RuntimeException missing) { // a type of a parameter is not there, or a security manager is
            return new Method[0];
        }
    }

    private static StackTraceElement frame(Class<?> type, String method) {
        String className = type.getName();
        String simple = className.substring(className.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$');
        return new StackTraceElement(
                className,
                method,
                (nested > 0 ? simple.substring(0, nested) : simple) + ".java",
                SourceLine.of(type, method));
    }
}
