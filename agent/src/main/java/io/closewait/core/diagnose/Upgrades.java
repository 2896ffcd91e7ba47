package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.jdk.ObjectFields;
import io.closewait.core.library.Library;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which library has taken an accepted connection over from a server for requests, as those of WebSockets do. */
final class Upgrades {
    private final Frames frames;
    private final ObjectFields fields = new ObjectFields();

    Upgrades(Frames frames) {
        this.frames = frames;
    }

    /**
     * A class of that library; empty if it is still the server's.
     *
     * @param attachments of the selection keys: a connection refers to what has taken it over
     */
    String of(List<Object> attachments, Map<Moment, Site> stacks) {
        for (Object attachment : attachments) {
            for (Object referent : fields.of(attachment)) {
                String name = referent.getClass().getName();
                if (takesOver(name)) {
                    return name;
                }
            }
        }
        return writer(stacks.get(Moment.FIRST_WRITTEN));
    }

    /** Where that does not show: who has the server write its answer, if it is such a library and no handler of the application. */
    private String writer(@Nullable Site written) {
        boolean isInServer = false;
        Set<@Nullable Library> transport = new HashSet<>(); // that the server is built on
        for (StackTraceElement frame :
                written == null ? Collections.<StackTraceElement>emptyList() : written.frames()) {
            FrameKind kind = frames.kind(frame);
            Library library = frames.library(frame.getClassName());
            if (takesOver(frame.getClassName())) {
                return frame.getClassName();
            }
            boolean isServers = library != null && library.isHttpServer();
            boolean isBelowServer = kind == FrameKind.LIBRARY && !isInServer;
            if (isBelowServer && library != null) {
                transport.add(library);
            }
            if (kind != FrameKind.JDK && !isServers && !isBelowServer && !transport.contains(library)) {
                return "";
            }
            isInServer |= isServers;
        }
        return "";
    }

    private boolean takesOver(String className) {
        Library library = frames.library(className);
        return library != null && !library.isHttpServer() && library.plays(Library.Role.SERVER, className, "");
    }
}
