package io.closewait.core.diagnose;

/** Whose code a frame is. */
public enum FrameKind {
    JDK,
    LIBRARY,
    APPLICATION
}
