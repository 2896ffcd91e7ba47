package io.closewait.core.jmx;

import io.closewait.core.diagnose.OpenSocket;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.registry.Site;
import java.util.List;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;
import org.jspecify.annotations.Nullable;

/** Sockets one by one as open types. Times are milliseconds before the call; -1 is "never" or "not known". */
final class SocketTable {
    private static final String[] NAMES = {
        "id",
        "descriptor",
        "state",
        "leaked",
        "verdict",
        "lookAt",
        "local",
        "peer",
        "direction",
        "transport",
        "openedBy",
        "openedByThreadId",
        "openMillis",
        "peerClosedMillis",
        "lastReadMillis",
        "lastWriteMillis",
        "known",
        "fingerprint",
        "openingStack"
    };
    private static final OpenType<?>[] TYPES = {
        SimpleType.LONG,
        SimpleType.INTEGER,
        SimpleType.STRING,
        SimpleType.BOOLEAN,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.LONG,
        SimpleType.LONG,
        SimpleType.LONG,
        SimpleType.LONG,
        SimpleType.LONG,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.STRING
    };
    private static final String[] KEY = {"id"};

    private SocketTable() {}

    static TabularData of(List<OpenSocket> sockets) throws OpenDataException {
        CompositeType row = new CompositeType("Socket", "One open socket", NAMES, NAMES, TYPES);
        TabularData table = new TabularDataSupport(new TabularType("Sockets", "Open sockets", row, KEY));
        for (OpenSocket socket : sockets) {
            table.put(new CompositeDataSupport(row, NAMES, values(socket)));
        }
        return table;
    }

    private static Object[] values(OpenSocket socket) {
        SocketFacts facts = socket.facts;
        return new Object[] {
            socket.id,
            facts.number,
            state(facts),
            socket.isLeak(),
            socket.judgement.title(),
            socket.lookAt == null ? "" : socket.lookAt.toString(),
            facts.local,
            facts.peer,
            facts.accepted ? "accepted" : "connected",
            facts.transport.label(),
            facts.openedBy,
            socket.openedByThreadId,
            facts.openMillis,
            facts.finMillis,
            facts.lastReadMillis,
            facts.lastWriteMillis,
            socket.accepted,
            socket.fingerprint,
            text(facts.openingSite())
        };
    }

    /** As in the reports, but for a socket that is closed for the application: what its peer did matters less. */
    private static String state(SocketFacts facts) {
        if (facts.closedByGcMillis >= 0) {
            return "CLOSED_BY_GC";
        }
        if (facts.closedByApplicationMillis >= 0) {
            return "CLOSED_BUT_HELD";
        }
        return facts.peerState.label();
    }

    /** A frame a line, the innermost first; empty where no stack was taken. */
    private static String text(@Nullable Site site) {
        StringBuilder text = new StringBuilder();
        if (site != null) {
            for (StackTraceElement frame : site.frames()) {
                text.append(text.length() == 0 ? "" : "\n").append(frame);
            }
        }
        return text.toString();
    }
}
