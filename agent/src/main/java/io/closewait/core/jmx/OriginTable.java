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

/**
 * Leaked sockets by origin, for exporters: they turn the key into labels, and a label must stay the same while the leak lasts. The
 * rank and the verdict in the key of {@link LeakTable} do not.
 */
final class OriginTable {
    private static final String[] NAMES = {"fingerprint", "lookAt", "count"};
    private static final OpenType<?>[] TYPES = {SimpleType.STRING, SimpleType.STRING, SimpleType.INTEGER};
    private static final String[] KEY = {"fingerprint", "lookAt"};

    private OriginTable() {}

    static TabularData of(List<LeakGroup> groups) throws OpenDataException {
        CompositeType type = new CompositeType("Origin", "Leaked sockets from one origin", NAMES, NAMES, TYPES);
        TabularData table = new TabularDataSupport(new TabularType("Origins", "Leaked sockets by origin", type, KEY));
        for (LeakGroup group : groups) {
            String lookAt = group.lookAt() == null ? "" : group.lookAt().toString();
            // Groups that differ in verdict or state alone are of one origin.
            CompositeData same = table.remove(new Object[] {group.fingerprint, lookAt});
            int count = group.count + (same == null ? 0 : (Integer) same.get("count"));
            table.put(new CompositeDataSupport(type, NAMES, new Object[] {group.fingerprint, lookAt, count}));
        }
        return table;
    }
}
