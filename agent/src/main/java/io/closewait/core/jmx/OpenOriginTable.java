package io.closewait.core.jmx;

import io.closewait.core.diagnose.OpenOrigin;
import java.util.List;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** Who holds the descriptors, as open types. */
final class OpenOriginTable {
    private static final String[] NAMES = {
        "lookAt",
        "direction",
        "port",
        "count",
        "leaked",
        "growing",
        "perMinute",
        "percentOfLimit",
        "oldestSeconds",
        "idleSeconds",
        "peers",
        "states"
    };
    private static final OpenType<?>[] TYPES = {
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.INTEGER,
        SimpleType.INTEGER,
        SimpleType.INTEGER,
        SimpleType.BOOLEAN,
        SimpleType.DOUBLE,
        SimpleType.DOUBLE,
        SimpleType.DOUBLE,
        SimpleType.DOUBLE,
        SimpleType.STRING,
        SimpleType.STRING
    };

    /** Exporters turn the key into labels, which must stay the same while the origin has sockets. */
    private static final String[] KEY = {"lookAt", "direction", "port"};

    private OpenOriginTable() {}

    static TabularData of(List<OpenOrigin> origins) throws OpenDataException {
        CompositeType type = new CompositeType("OpenOrigin", "Open sockets of one origin", NAMES, NAMES, TYPES);
        TabularData table = new TabularDataSupport(new TabularType("OpenOrigins", "Open sockets by origin", type, KEY));
        for (OpenOrigin origin : origins) {
            String lookAt = origin.lookAt == null ? "" : origin.lookAt.toString();
            String direction = origin.accepted ? "accepted" : "connected";
            if (!table.containsKey(new Object[] {lookAt, direction, origin.port})) {
                table.put(new CompositeDataSupport(type, NAMES, new Object[] {
                    lookAt,
                    direction,
                    origin.port,
                    origin.count,
                    origin.leaked,
                    origin.isGrowing,
                    origin.growth.perMinute(),
                    origin.percentOfLimit,
                    origin.oldestMillis / 1000.0,
                    origin.idleMillis / 1000.0,
                    origin.peers.toString(),
                    origin.states.toString()
                }));
            }
        }
        return table;
    }
}
