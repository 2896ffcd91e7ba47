package io.closewait.core.instrument;

import static io.closewait.core.instrument.HookCall.Argument.ACCEPTED_KIND;
import static io.closewait.core.instrument.HookCall.Argument.DESCRIPTOR;
import static io.closewait.core.instrument.HookCall.Argument.FIRST;
import static io.closewait.core.instrument.HookCall.Argument.FIRST_INT;
import static io.closewait.core.instrument.HookCall.Argument.KIND;
import static io.closewait.core.instrument.HookCall.Argument.NUMBER;
import static io.closewait.core.instrument.HookCall.Argument.RESULT;
import static io.closewait.core.instrument.HookCall.Argument.RESULT_AS_LONG;
import static io.closewait.core.instrument.HookCall.Argument.RESULT_INT;
import static io.closewait.core.instrument.HookCall.Argument.SECOND_BOOLEAN;
import static io.closewait.core.instrument.HookCall.Argument.SECOND_INT;
import static io.closewait.core.instrument.HookCall.Argument.THIS;
import static io.closewait.core.instrument.HookCall.Argument.THROWN;
import static io.closewait.core.instrument.HookCall.Moment.ENTRY;
import static io.closewait.core.instrument.HookCall.Moment.RETURN;
import static io.closewait.core.instrument.HookCall.Moment.THROW;

/**
 * One call into the boot loader's {@code SocketHooks}: when a woven method makes it and what it hands over. No logic is woven:
 * whatever has to be decided is decided in the hook.
 */
enum HookCall {
    /** At the end of a constructor or {@code create}: the descriptor exists. */
    OPENED(RETURN, "opened", THIS, KIND),
    /** When a connect call returns. */
    CONNECTED(RETURN, "connected", THIS, KIND),
    /** When a server socket was told to listen: {@code listen(backlog)}. */
    LISTENING(RETURN, "listening", THIS, KIND, FIRST_INT),
    /** When a server channel was bound and listens: {@code bind(address, backlog)}. */
    BOUND(RETURN, "listening", THIS, KIND, SECOND_INT),
    /** When a thread asks for a connection that another thread will get. */
    ACCEPTING(ENTRY, "accepting", THIS, KIND),
    /** When an accept returned a channel, or null. */
    ACCEPTED(RETURN, "accepted", THIS, KIND, RESULT, ACCEPTED_KIND),
    /** When an accept filled the {@code SocketImpl} that it was given. */
    ACCEPTED_INTO(RETURN, "accepted", THIS, KIND, FIRST, ACCEPTED_KIND),
    /** When a read on a descriptor returns: bytes, -1 for end of stream, or one of {@code IOStatus}'s numbers. */
    READ(RETURN, "read", DESCRIPTOR, RESULT_AS_LONG),
    /** When a read of a socket's stream returns (JDK 8 to 12). */
    STREAM_READ(RETURN, "streamRead", DESCRIPTOR, RESULT_INT),
    /** When a write on a descriptor returns. */
    WRITTEN(RETURN, "written", DESCRIPTOR),
    /** When a write on a socket's stream returns (JDK 8 to 12). */
    OWNER_WRITTEN(RETURN, "written", THIS, KIND),
    /** When the application has shut down its own side. */
    OUTPUT_SHUT(RETURN, "outputShut", THIS, KIND),
    /** Before the application shuts down its own input: the kernel's event for it must not overtake the hook. */
    INPUT_SHUT(ENTRY, "inputShut", THIS, KIND),
    /** After a channel was closed: its descriptor may still be open. */
    CLOSED_BY_APPLICATION(RETURN, "closedByApplication", THIS, KIND),
    /** Before a descriptor is closed, so that its record is gone before the number can be used again. */
    CLOSING(ENTRY, "closing", DESCRIPTOR),
    /** As {@link #CLOSING}, where only the owner is at hand (JDK 8 to 12). */
    OWNER_CLOSING(ENTRY, "closing", THIS, KIND),

    /** Before a selector is asked for its channels that are ready. */
    SELECTING(ENTRY, "selecting", THIS),

    /** When a method that needs a new descriptor or local port throws, perhaps because none is left. */
    OPEN_FAILED(THROW, "failed", THROWN),

    /** When a native transport has made its socket object. */
    NATIVELY_OPENED(RETURN, "openedNatively", THIS, FIRST_INT),
    /** When a native accept returns a descriptor, or a negative number. */
    NATIVELY_ACCEPTED(RETURN, "acceptedNatively", NUMBER, RESULT_INT),
    /** When a native connect returns. */
    NATIVELY_CONNECTED(RETURN, "connectedNatively", NUMBER),
    /** When a native socket listens. */
    NATIVELY_LISTENING(RETURN, "listeningNatively", NUMBER, FIRST_INT),
    /** When a native read returns: bytes, or -1 for end of stream. */
    NATIVELY_READ(RETURN, "readNatively", NUMBER, RESULT_AS_LONG),
    /** When a native write returns. */
    NATIVELY_WRITTEN(RETURN, "writtenNatively", NUMBER),
    /** When a native shutdown returns: of the input, the output, or both. */
    NATIVELY_SHUT(RETURN, "shutNatively", NUMBER, SECOND_BOOLEAN),
    /** Before a native descriptor is closed. */
    NATIVELY_CLOSING(ENTRY, "closingNatively", THIS, NUMBER);

    /** When the call is made. */
    enum Moment {
        ENTRY,
        /** A normal return; not when something is thrown. */
        RETURN,
        /** When something is thrown, which then goes its way. */
        THROW
    }

    /** What the call hands over, as the hook's parameter of that type. */
    enum Argument {
        THIS("Ljava/lang/Object;"),
        /** The woven method's first parameter, a {@code FileDescriptor}. */
        DESCRIPTOR("Ljava/io/FileDescriptor;"),
        /** The first parameter, whatever object it is. */
        FIRST("Ljava/lang/Object;"),
        FIRST_INT("I"),
        SECOND_INT("I"),
        SECOND_BOOLEAN("Z"),
        /** The object that the woven method returns. */
        RESULT("Ljava/lang/Object;"),
        RESULT_INT("I"),
        /** The int or long that the woven method returns. */
        RESULT_AS_LONG("J"),
        /** What the woven method throws. */
        THROWN("Ljava/lang/Throwable;"),
        /** The owner's field {@code fd}, a number. */
        NUMBER("I"),
        /** The hook point's kind of owner. */
        KIND("I"),
        /** The hook point's kind of accepted socket. */
        ACCEPTED_KIND("I");

        final String descriptor;

        Argument(String descriptor) {
            this.descriptor = descriptor;
        }
    }

    final Moment moment;
    final String hook;

    @SuppressWarnings("ImmutableEnumChecker") // an array that nobody writes to
    final Argument[] arguments;

    HookCall(Moment moment, String hook, Argument... arguments) {
        this.moment = moment;
        this.hook = hook;
        this.arguments = arguments;
    }

    /** The hook's parameters and its missing result, as class files write them. */
    String descriptor() {
        StringBuilder text = new StringBuilder("(");
        for (Argument argument : arguments) {
            text.append(argument.descriptor);
        }
        return text.append(")V").toString();
    }
}
