package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.lending.Desk;
import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.code.Origin;
import io.closewait.core.code.Origins;
import io.closewait.core.library.Libraries;
import io.closewait.core.library.PoolState;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolStatesTest {
    private static final String DESK = Desk.class.getName();
    private static final String LIBRARY = "{'name': 'Lending', 'packages': ['com.example.lending.'],"
            + " 'roles': {'pool': ['" + DESK + "']}, 'poolFields': ["
            + "{'type': '" + DESK + "', 'field': 'LENT', 'lent': ['*']},"
            + "{'type': '" + DESK + "', 'field': 'free', 'idle': ['*']}]}";

    @TempDir
    private Path folder;

    private Frames frames = new Frames(new Loaded(), Libraries::bundled);
    private final byte[] connection = new byte[0];
    private final Desk desk = new Desk();

    @BeforeEach
    void readLibrary() throws IOException {
        read(LIBRARY);
    }

    private void read(String library) throws IOException {
        Path file = Files.writeString(folder.resolve("lending.json"), library.replace('\'', '"'));
        Libraries libraries = Libraries.bundled().with(file);
        frames = new Frames(new Loaded(), () -> libraries);
    }

    private @Nullable PoolState state(Collection<Object> roots) {
        Set<Object> owners = Collections.newSetFromMap(new IdentityHashMap<>());
        owners.add(connection);
        return new PoolStates(frames, roots, owners, owners).of(connection);
    }

    @Test
    void what_a_class_lists_for_all_its_pools_is_lent_though_it_is_referred_to_weakly() {
        desk.lend(connection);

        assertThat(state(List.of())).isEqualTo(PoolState.LENT);
    }

    @Test
    void a_pool_that_has_it_as_idle_is_nearer_than_the_list_of_what_the_same_pool_has_lent() {
        byte[] another = new byte[0];
        desk.lend(another);
        desk.keep(connection);

        assertThat(state(List.of(desk))).isEqualTo(PoolState.IDLE);
        Reference.reachabilityFence(another);
    }

    @Test
    void a_pool_with_a_finalizer_is_found_though_only_a_local_variable_refers_to_it() {
        Desk ofNobody = new Desk();
        ofNobody.keep(connection);

        assertThat(state(PoolStates.roots(List.of(), frames))).isEqualTo(PoolState.IDLE);
        assertThat(ofNobody.size()).isOne();
    }

    @Test
    void a_pool_with_all_that_is_idle_in_a_static_field_is_known() throws IOException {
        read(LIBRARY.replace("'lent': ['*']", "'idle': ['*'], 'othersLent': true"));

        assertThat(new PoolStates(frames, List.of(), Set.of(), Set.of()).isKnown(DESK))
                .isTrue();
    }

    @Test
    void a_pool_that_nothing_leads_to_says_nothing() {
        desk.keep(connection);

        assertThat(state(List.of())).isNull();
    }

    /** By names, and one class can be looked up. */
    private static final class Loaded implements Origins {
        private final Origins names = new NamedOrigins(List.of(), List.of(), Libraries::bundled);

        @Override
        public Origin of(String className) {
            return names.of(className);
        }

        @Override
        public Origin of(Class<?> type) {
            return names.of(type);
        }

        @Override
        public @Nullable Class<?> loaded(String className) {
            return className.equals(DESK) ? Desk.class : null;
        }
    }
}
