package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.lending.Desk;
import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.library.Libraries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The desk is the application's; every other class is the JDK's or a library's. */
class KeptResponsesTest {
    private final Frames frames = new Frames(
            new NamedOrigins(List.of(Desk.class.getName()), List.of(), Libraries::bundled), Libraries::bundled);
    private final byte[] connection = new byte[0];

    private List<Object> way(Object root) {
        Set<Object> owners = Collections.newSetFromMap(new IdentityHashMap<>());
        owners.add(connection);
        return new KeptResponses(frames, List.of(root), owners).way(connection);
    }

    @Test
    void the_way_leads_from_the_connection_up_to_what_the_application_refers_to() {
        Object[] request = {connection};
        Desk desk = new Desk();
        desk.keep(request);

        List<Object> way = way(new Object[] {desk});

        assertThat(way.get(0)).isSameAs(request);
        assertThat(way.get(way.size() - 1)).isInstanceOf(ArrayList.class);
    }

    @Test
    void the_nearest_way_counts() {
        Object[] request = {connection};
        Desk desk = new Desk();
        desk.keep(new Object[] {new Object[] {connection}});
        desk.keep(request);

        assertThat(way(desk).get(0)).isSameAs(request);
    }

    @Test
    void there_is_none_if_only_libraries_refer_to_the_connection() {
        assertThat(way(new Object[] {new Desk(), new Object[] {connection}})).isEmpty();
    }
}
