package io.closewait.hooks;

import java.io.FileDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The only class that woven code calls. Each method hands on to the {@link SocketListener}, when there is one, and lets
 * nothing escape; woven code suppresses once more, for what is thrown before this code runs (a stack overflow). Only the
 * {@code ThreadDeath} of {@code Thread.stop} (up to JDK 19) passes both: it is not a hook's failure, and a thread that the
 * application ends has to end.
 * <p>
 * Long because each hook is written out: a common helper would need a lambda, or one more frame on every stack that is captured.
 */
public final class SocketHooks {
    private static volatile @Nullable SocketListener listener;

    static {
        // A copy in another loader would be a second, silent set of hooks that nobody listens to.
        if (SocketHooks.class.getClassLoader() != null) {
            throw new IllegalStateException("closewait: the hooks must be defined by the boot loader");
        }
    }

    private SocketHooks() {}

    /** Null switches the hooks off: what stays is a field read a call. */
    public static void setListener(@Nullable SocketListener newListener) {
        listener = newListener;
    }

    /** The listener of the running agent, or null. */
    public static @Nullable SocketListener listener() {
        return listener;
    }

    public static void opened(Object owner, int kind) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.opened(owner, kind);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void accepted(
            Object listenerOwner, int listenerKind, @Nullable Object acceptedOwner, int acceptedKind) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.accepted(listenerOwner, listenerKind, acceptedOwner, acceptedKind);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void accepting(Object listenerOwner, int listenerKind) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.accepting(listenerOwner, listenerKind);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void connected(Object owner, int kind) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.connected(owner, kind);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void listening(Object owner, int kind, int backlog) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.listening(owner, kind, backlog);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void read(FileDescriptor descriptor, long n) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.read(descriptor, n);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    /** A read of a socket's stream, which on JDK 8 to 12 returns 0 at the end of the stream. */
    public static void streamRead(FileDescriptor descriptor, int n) {
        read(descriptor, n == 0 ? -1 : n);
    }

    public static void written(FileDescriptor descriptor) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.written(descriptor);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void written(Object owner, int kind) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.written(owner, kind);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void inputShut(Object owner, int kind) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.inputShut(owner, kind);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void outputShut(Object owner, int kind) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.outputShut(owner, kind);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void closing(FileDescriptor descriptor) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.closing(descriptor);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void closing(Object owner, int kind) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.closing(owner, kind);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void closedByApplication(Object owner, int kind) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.closedByApplication(owner, kind);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void openedNatively(Object owner, int number) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.openedNatively(owner, number);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void acceptedNatively(int listenerNumber, int acceptedNumber) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.acceptedNatively(listenerNumber, acceptedNumber);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void connectedNatively(int number) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.connectedNatively(number);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void listeningNatively(int number, int backlog) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.listeningNatively(number, backlog);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void readNatively(int number, long n) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.readNatively(number, n);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void writtenNatively(int number) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.writtenNatively(number);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    private static void outputShutNatively(int number) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.outputShutNatively(number);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    /** A native socket was shut down; which of its sides, the arguments say. */
    public static void shutNatively(int number, boolean output) {
        if (output) {
            outputShutNatively(number);
        }
    }

    public static void closingNatively(Object owner, int number) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.closingNatively(owner, number);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void selecting(Object selector) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.selecting(selector);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    public static void failed(Throwable failure) {
        SocketListener l = listener;
        if (l != null) {
            try {
                l.failed(failure);
            } catch (Throwable t) {
                failed(l, t);
            }
        }
    }

    private static void failed(SocketListener l, Throwable failure) {
        // JDK 8 wraps what stops a thread while it compiles the form of a method handle.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().equals("java.lang.ThreadDeath")) { // by name: it is to be removed
                throw (Error) cause;
            }
        }
        try {
            l.hookFailed(failure);
        } catch (Throwable alsoFailed) {
            // nothing that happens here may reach the application
        }
    }
}
