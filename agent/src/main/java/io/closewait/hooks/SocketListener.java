package io.closewait.hooks;

import java.io.FileDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What the core wants to know of the application's sockets. One implementation, called on application threads from inside
 * the JDK's socket classes: it must not block, run application code, or keep a strong reference to what it is given. What it
 * throws is caught and counted by {@link SocketHooks}.
 * <p>
 * An {@code owner} is the JDK's object that holds the descriptor (a {@code SocketImpl} or a channel); {@code kind} is one of
 * {@link SocketKind}'s numbers and says where that object keeps it.
 */
public abstract class SocketListener {
    /** A socket was created: its descriptor exists, it is not connected yet. */
    public abstract void opened(Object owner, int kind) throws Throwable;

    /** A connection was accepted; {@code acceptedOwner} is null when a non-blocking accept found none. */
    public abstract void accepted(
            Object listenerOwner, int listenerKind, @Nullable Object acceptedOwner, int acceptedKind) throws Throwable;

    /** A thread asks for a connection whose acceptance another thread will complete (asynchronous channels). */
    public abstract void accepting(Object listenerOwner, int listenerKind) throws Throwable;

    /** A connect call returned, in non-blocking mode possibly before the connection is established. */
    public abstract void connected(Object owner, int kind) throws Throwable;

    /** The socket listens for connections with the given backlog as the application asked for it (0 or less: default). */
    public abstract void listening(Object owner, int kind, int backlog) throws Throwable;

    /** A read on the descriptor returned {@code n}: bytes, or -1 for end of stream. */
    public abstract void read(FileDescriptor descriptor, long n) throws Throwable;

    /** A write on the descriptor returned. */
    public abstract void written(FileDescriptor descriptor) throws Throwable;

    /** A write on a stream of the owner returned. */
    public abstract void written(Object owner, int kind) throws Throwable;

    /** The application shut down its side for output: its own FIN is on the way. */
    public abstract void outputShut(Object owner, int kind) throws Throwable;

    /** The application is about to shut down its own input: from now on the kernel says the same of the peer as after its FIN. */
    public abstract void inputShut(Object owner, int kind) throws Throwable;

    /** The descriptor is about to be closed; its number may belong to somebody else as soon as this returns. */
    public abstract void closing(FileDescriptor descriptor) throws Throwable;

    /** As {@link #closing(FileDescriptor)}, for an owner. */
    public abstract void closing(Object owner, int kind) throws Throwable;

    /** The application has closed the channel; whether its descriptor is closed too is for the implementation to see. */
    public abstract void closedByApplication(Object owner, int kind) throws Throwable;

    // Native transports keep the descriptor's number in their own object, not in a FileDescriptor of the JDK.

    /** A native transport's socket object was made for an open descriptor, connected or accepted. */
    public abstract void openedNatively(Object owner, int number) throws Throwable;

    /** A native accept returned; {@code acceptedNumber} is negative when there was none. */
    public abstract void acceptedNatively(int listenerNumber, int acceptedNumber) throws Throwable;

    /** As {@link #connected}, for a number. */
    public abstract void connectedNatively(int number) throws Throwable;

    /** As {@link #listening}, for a number. */
    public abstract void listeningNatively(int number, int backlog) throws Throwable;

    /** As {@link #read}, for a number. */
    public abstract void readNatively(int number, long n) throws Throwable;

    /** As {@link #written}, for a number. */
    public abstract void writtenNatively(int number) throws Throwable;

    /** As {@link #outputShut}, for a number. */
    public abstract void outputShutNatively(int number) throws Throwable;

    /** As {@link #closing}; told more than once for an owner, so only the owner's own record may be ended. */
    public abstract void closingNatively(Object owner, int number) throws Throwable;

    /** The current thread asks a selector for its channels that are ready: it is back from whatever it did with the last ones. */
    public abstract void selecting(Object selector) throws Throwable;

    /** A socket call failed. */
    public abstract void failed(Throwable failure);

    /** A hook threw; the application did not notice. */
    public abstract void hookFailed(Throwable failure);

    /** A second start of the agent in this JVM hands over its options; returns the line to print. */
    public abstract String reconfigure(String options);
}
