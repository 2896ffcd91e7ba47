package io.closewait.core.jmx;

import io.closewait.core.diagnose.LeakGroup;
import java.util.List;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** The groups of leaks as open types, which every JMX console shows as a table. */
final class LeakTable {
    private static final String[] NAMES = {
        "rank",
        "count",
        "growth",
        "verdict",
        "lookAt",
        "peers",
        "direction",
        "transport",
        "oldestSeconds",
        "unreadBytes",
        "hint",
        "fingerprint",
        "group"
    };
    private static final OpenType<?>[] TYPES = {
        SimpleType.INTEGER,
        SimpleType.INTEGER,
        SimpleType.INTEGER,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.DOUBLE,
        SimpleType.LONG,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.STRING
    };

    /** The rank makes a row's key unique; the others are there for exporters, which turn the key into labels. */
    private static final String[] KEY = {"rank", "verdict", "lookAt"};

    private static final CompositeType ROW = type();

    private LeakTable() {}

    static TabularData of(List<LeakGroup> groups) throws OpenDataException {
        TabularData table = new TabularDataSupport(new TabularType("Leaks", "Leaks by origin", ROW, KEY));
        int rank = 1;
        for (LeakGroup group : groups) {
            table.put(row(rank++, group));
        }
        return table;
    }

    /** @param rank the group's place in the report, from 1 */
    static CompositeData row(int rank, LeakGroup group) {
        Object[] values = {
            rank,
            group.count,
            group.growth,
            group.verdict().label(),
            group.lookAt() == null ? "" : group.lookAt().toString(),
            group.peers.toString(),
            group.oldest.accepted ? "accepted" : "connected",
            group.oldest.transport.label(),
            Math.max(group.oldest.finMillis, 0) / 1000.0,
            group.unread,
            group.judgement.hint,
            group.fingerprint,
            group.key
        };
        try {
            return new CompositeDataSupport(ROW, NAMES, values);
        } catch (OpenDataException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static CompositeType type() {
        try {
            return new CompositeType("Leak", "Sockets that leak from one origin", NAMES, NAMES, TYPES);
        } catch (OpenDataException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
