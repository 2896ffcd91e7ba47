package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the code of a lambda or a method reference. Its object does not name it: its class says which class has the code, its
 * fields what was captured, and its interface what is handed over.
 */
final class LambdaMethod {
    private LambdaMethod() {}

    /**
     * Null if the code is not the application's, or several methods of the interface could be meant.
     *
     * @param type the class of the lambda's object
     * @param host the name of the class that has the code
     */
    static @Nullable StackTraceElement of(Class<?> type, String host, Frames frames) {
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
        for (Method method : HandlerMethod.methods(owner)) {
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
        return best.size() == 1 ? HandlerMethod.of(best.get(0)) : HandlerMethod.frame(owner, "lambda");
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
}
