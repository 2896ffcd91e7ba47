package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.registry.Site;
import org.jspecify.annotations.Nullable;

/**
 * Names the origin of a leak in the same way in every run: by classes and methods, without line numbers, threads and addresses,
 * which the next build or start changes. It is the line to look at, as all sockets of one entry have it; where there is none of the
 * application's, the stack that opened the socket.
 */
final class Fingerprint {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Fingerprint() {}

    /** Sixteen hexadecimal digits. */
    static String of(SocketFacts facts, Judgement judgement, Frames frames) {
        long hash = add(FNV_OFFSET, facts.accepted ? "accepted" : "connected");
        StackTraceElement line = judgement.lookAt;
        if (line != null && judgement.lookAtNote.isEmpty()) {
            hash = add(hash, line.getClassName() + "." + line.getMethodName());
        } else {
            hash = addFrames(hash, facts.openingSite(), frames);
        }
        return String.format("%016x", hash);
    }

    /** The application's frames; where there is none, all of them. Generated names differ from run to run. */
    private static long addFrames(long start, @Nullable Site site, Frames frames) {
        if (site == null) {
            return add(start, "unknown");
        }
        boolean ofApplication = frames.application(site) != null;
        long hash = start;
        for (StackTraceElement frame : site.frames()) {
            FrameKind kind = frames.kind(frame);
            boolean isGenerated = frame.getLineNumber() < 0 || kind == FrameKind.GENERATED;
            if (!isGenerated && (!ofApplication || kind == FrameKind.APPLICATION)) {
                hash = add(hash, frame.getClassName() + "." + frame.getMethodName());
            }
        }
        return hash;
    }

    /** FNV-1a, 64 bits: stable across JVMs, and enough to tell sites apart. */
    private static long add(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return (hash ^ '\n') * FNV_PRIME;
    }
}
