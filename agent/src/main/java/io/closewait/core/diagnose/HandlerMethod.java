package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.code.SourceLine;
import java.lang.reflect.Field;
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
            return ofLambda(type, type.getName().substring(0, lambda), frames);
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
        Method called = abstractMethod(type.getInterfaces()[0]);
        if (called == null) {
            return null;
        }
        Class<?>[] captured = captured(type);
        StackTraceElement ofLambda = only(owner, called, captured, true);
        return ofLambda != null ? ofLambda : only(owner, called, captured, false); // else a method that is referred to
    }

    /** That of a functional interface, which it may have inherited. */
    private static @Nullable Method abstractMethod(Class<?> functional) {
        Method found = null;
        try {
            for (Method method : functional.getMethods()) {
                if (Modifier.isAbstract(method.getModifiers())) {
                    found = method;
                }
            }
        } catch (LinkageError | RuntimeException missing) {
            return null; // a type of a parameter is not there, or a security manager is
        }
        return found;
    }

    /** The one method that the interface's may stand for; if there are several, the class alone is named. */
    private static @Nullable StackTraceElement only(
            Class<?> owner, Method called, Class<?>[] captured, boolean isSynthetic) {
        List<Method> found = new ArrayList<>();
        List<Method> returnsSame = new ArrayList<>();
        for (Method method : methods(owner)) {
            boolean isCode = method.isSynthetic() == isSynthetic
                    && !method.isBridge()
                    && !method.getName().equals("main"); // it would take an object, too
            if (isCode && takes(method, captured, called)) {
                found.add(method);
                if (method.getReturnType() == called.getReturnType()) {
                    returnsSame.add(method);
                }
            }
        }
        List<Method> best = returnsSame.isEmpty() ? found : returnsSame;
        if (best.isEmpty()) {
            return null;
        }
        return best.size() == 1 ? of(best.get(0)) : frame(owner, "lambda");
    }

    /**
     * Whether the code takes what the lambda has captured, an instance's own object first, and then what the interface's method
     * hands over. Of a generic interface that has the types of its bounds, while the code has those of its arguments.
     */
    private static boolean takes(Method code, Class<?>[] captured, Method called) {
        List<Class<?>> wanted = new ArrayList<>();
        if (!Modifier.isStatic(code.getModifiers())) {
            wanted.add(code.getDeclaringClass());
        }
        wanted.addAll(Arrays.asList(code.getParameterTypes()));
        Class<?>[] handedOver = called.getParameterTypes();
        if (handedOver.length == 0 || wanted.size() != captured.length + handedOver.length) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            boolean fits = i < captured.length
                    ? wanted.get(i).isAssignableFrom(captured[i])
                    : handedOver[i - captured.length].isAssignableFrom(wanted.get(i));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** A lambda's object has a field for each. */
    private static Class<?>[] captured(Class<?> lambda) {
        List<Class<?>> types = new ArrayList<>();
        try {
            for (Field field : lambda.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    types.add(field.getType());
                }
            }
        } catch (LinkageError | RuntimeException missing) {
            // as with methods
        }
        return types.toArray(new Class<?>[0]);
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
