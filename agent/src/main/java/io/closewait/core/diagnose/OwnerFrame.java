package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.jdk.Transport;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds, outwards from the application's frame that is nearest to a call, the one that has the socket in hand: a helper that reads
 * or writes cannot close it, nor can a constructor that has only made it.
 */
final class OwnerFrame {
    private static final String CONSTRUCTOR = "<init>";

    private final Frames frames;

    OwnerFrame(Frames frames) {
        this.frames = frames;
    }

    /** Null if the stack has no frame of the application. */
    @Nullable
    StackTraceElement of(SocketFacts facts, Moment moment, Verdict verdict) {
        Site site = facts.site(moment);
        StackTraceElement nearest = frames.application(site);
        if (site == null || nearest == null) {
            return null;
        }
        if (moment == Moment.OPENED && !facts.accepted && frames.isByApplication(site)) {
            return maker(site, nearest, facts);
        }
        boolean isServedByThread = facts.accepted && facts.interest < 0 && facts.transport != Transport.ASYNC_CHANNEL;
        return isServedByThread && verdict == Verdict.NEVER_CLOSED && moment == Moment.FIRST_WRITTEN
                ? user(site, nearest, facts.site(Moment.FIRST_USED))
                : nearest;
    }

    /** Who called the constructor that opened the socket, if nothing in there has failed since. */
    private StackTraceElement maker(Site opened, StackTraceElement nearest, SocketFacts facts) {
        for (StackTraceElement frame : helpers(opened)) {
            if (!frame.getMethodName().equals(CONSTRUCTOR) || !isDone(frame, facts)) {
                return frame;
            }
        }
        return nearest;
    }

    private boolean isDone(StackTraceElement constructor, SocketFacts facts) {
        Site used = facts.site(Moment.FIRST_USED);
        return used != null ? !used.has(constructor) : !frames.code().worksLater(constructor);
    }

    /** The method that has called both what read first and what wrote first, with nothing but its own code in between. */
    private StackTraceElement user(Site written, StackTraceElement nearest, @Nullable Site read) {
        if (read == null) {
            return nearest;
        }
        List<StackTraceElement> readers = helpers(read);
        for (StackTraceElement frame : helpers(written)) {
            for (StackTraceElement reader : readers) {
                if (frame.getClassName().equals(reader.getClassName())
                        && frame.getMethodName().equals(reader.getMethodName())) {
                    return frame;
                }
            }
        }
        return nearest;
    }

    /** The application's frames, from the nearest one outwards to where a library or the JDK has called. */
    private List<StackTraceElement> helpers(Site site) {
        List<StackTraceElement> helpers = new ArrayList<>();
        for (StackTraceElement frame : site.frames()) {
            if (frames.kind(frame) == FrameKind.APPLICATION) {
                helpers.add(frame);
            } else if (!helpers.isEmpty() && frames.kind(frame) != FrameKind.GENERATED) {
                break;
            }
        }
        return helpers;
    }
}
