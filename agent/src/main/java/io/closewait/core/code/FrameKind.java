package io.closewait.core.code;

/** Whose code a frame is. */
public enum FrameKind {
    JDK,
    LIBRARY,
    /** A proxy, a lambda's form and the like: code that nobody wrote, never the line to look at. */
    GENERATED,
    APPLICATION
}
