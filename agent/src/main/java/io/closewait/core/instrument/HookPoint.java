package io.closewait.core.instrument;

import org.jspecify.annotations.Nullable;

/** One method of the JDK (or a constructor) and the call that is woven into it. */
final class HookPoint {
    /** The method name of a constructor in a class file. */
    static final String CONSTRUCTOR = "<init>";

    final String className;
    final String method;
    /** What the method's descriptor has to begin with, for instance {@code (I)}; null for any. */
    final @Nullable String descriptor;

    final HookCall call;
    final int kind;
    final int acceptedKind;

    private HookPoint(
            String className, String method, @Nullable String descriptor, HookCall call, int kind, int acceptedKind) {
        this.className = className;
        this.method = method;
        this.descriptor = descriptor;
        this.call = call;
        this.kind = kind;
        this.acceptedKind = acceptedKind;
    }

    static HookPoint of(String className, String method, HookCall call, int kind) {
        return new HookPoint(className, method, null, call, kind, kind);
    }

    static HookPoint of(String className, String method, String descriptor, HookCall call, int kind) {
        return new HookPoint(className, method, descriptor, call, kind, kind);
    }

    /** For methods that return a socket of another kind than the listener's. */
    HookPoint accepting(int newAcceptedKind) {
        return new HookPoint(className, method, descriptor, call, kind, newAcceptedKind);
    }

    boolean matches(String methodName, String methodDescriptor) {
        return method.equals(methodName) && (descriptor == null || methodDescriptor.startsWith(descriptor));
    }
}
