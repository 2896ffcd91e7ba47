package io.closewait.core.diagnose;

import io.closewait.core.code.ConnectionTypes;
import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import java.lang.reflect.Method;

/**
 * Tells whether a method has a connection at hand: as a parameter, which lambdas have for what they capture, as a field, or as a
 * field of an object that it works with.
 */
final class ConnectionCode {
    private final Frames frames;

    ConnectionCode(Frames frames) {
        this.frames = frames;
    }

    boolean is(StackTraceElement frame) {
        Class<?> type = frames.loaded(frame.getClassName());
        return type != null
                && (isParameter(type, frame.getMethodName())
                        || ConnectionTypes.isOfField(type)
                        || isOfFieldOfUsed(frame));
    }

    private static boolean isParameter(Class<?> type, String name) {
        for (Method method : HandlerMethod.methods(type)) {
            if (method.getName().equals(name)) {
                for (Class<?> parameter : method.getParameterTypes()) {
                    if (ConnectionTypes.is(parameter)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Such as a request, which a worker takes from a queue, with the connection that it came on. */
    private boolean isOfFieldOfUsed(StackTraceElement frame) {
        for (String name : frames.code().typesUsedIn(frame)) {
            Class<?> used = frames.loaded(name);
            if (used != null && frames.kind(used) == FrameKind.APPLICATION && ConnectionTypes.isOfField(used)) {
                return true;
            }
        }
        return false;
    }
}
