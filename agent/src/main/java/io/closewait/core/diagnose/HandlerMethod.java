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
            "onClosing",
            "onClose",
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
            return LambdaMethod.of(type, type.getName().substring(0, lambda), frames);
        }
        if (frames.kind(type) != FrameKind.APPLICATION || makesHandlers(type)) {
            return null;
        }
        String best = best(type);
        return best.isEmpty() ? null : frame(type, best);
    }

    /**
     * The same by the type that the object has from a library: the first of its methods that it overrides or implements. Says less
     * than a known name, for every kind of listener has such methods.
     */
    static @Nullable StackTraceElement ofLibrarysType(Object object, Frames frames) {
        Class<?> type = object.getClass();
        if (type.isArray() || frames.kind(type) != FrameKind.APPLICATION || makesHandlers(type)) {
            return null;
        }
        StackTraceElement first = null;
        for (Method method : methods(type)) {
            boolean isCalled = !method.isSynthetic()
                    && !Modifier.isStatic(method.getModifiers())
                    && isOfLibrary(type, method, frames);
            StackTraceElement frame = isCalled ? of(method) : null;
            if (frame != null && (first == null || frame.getLineNumber() < first.getLineNumber())) {
                first = frame;
            }
        }
        return first;
    }

    private static boolean isOfLibrary(Class<?> type, Method method, Frames frames) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c != type && declaresForLibrary(c, method, frames)) {
                return true;
            }
            for (Class<?> each : c.getInterfaces()) {
                if (declaresForLibrary(each, method, frames) || isOfLibrary(each, method, frames)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean declaresForLibrary(Class<?> type, Method method, Frames frames) {
        if (frames.kind(type) == FrameKind.LIBRARY) {
            for (Method declared : methods(type)) {
                if (declared.getName().equals(method.getName())
                        && declared.getParameterCount() == method.getParameterCount()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A method that a framework has looked up by reflection. */
    static StackTraceElement of(Method method) {
        return frame(method.getDeclaringClass(), method.getName());
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

    /** Those that the class declares; none if one of their types is missing. */
    static Method[] methods(Class<?> type) {
        try {
            return type.getDeclaredMethods();
        } catch (LinkageError
                | RuntimeException missing) { // a type of a parameter is not there, or a security manager is
            return new Method[0];
        }
    }

    static StackTraceElement frame(Class<?> type, String method) {
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
