package io.closewait.holders.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.closewait.holders.heap.Heap;
import io.closewait.holders.heap.Root;
import io.closewait.holders.search.HolderPath.Step;
import io.closewait.holders.words.CodeKinds;
import io.closewait.holders.words.Knowledge;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches a heap dump of this very JVM; files stand for sockets, as both have descriptors. */
class HolderSearchTest {
    private static final int LONG_LIST = 20_000;
    private static final int NOBODYS = 99_999;

    private static FileInputStream inField;

    @SuppressWarnings("JdkObsolete") // a path of as many links as it has elements
    private static final List<Object> IN_LIST = new LinkedList<>();

    private static final List<Order> ORDERS = new ArrayList<>();
    private static WeakReference<Object> weak;
    private static Map<Integer, Finding> findings;
    private static int field;
    private static int list;
    private static int service;

    /** Knows its service, as ten thousand others do. */
    private record Order(Object service) {}

    private static final class Service {
        private final FileInputStream connection;

        Service(FileInputStream connection) {
            this.connection = connection;
        }
    }

    @BeforeAll
    static void dump(@TempDir Path folder) throws IOException {
        inField = open(folder, "field");
        for (int i = 0; i < LONG_LIST; i++) {
            IN_LIST.add(i == LONG_LIST / 2 ? open(folder, "list") : String.valueOf(i));
        }
        order(new Service(open(folder, "service")));
        weak = new WeakReference<>(inField);
        field = number(folder.resolve("field"));
        list = number(folder.resolve("list"));
        service = number(folder.resolve("service"));
        Path file = folder.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        Knowledge knowledge = Knowledge.read();
        CodeKinds kinds = new CodeKinds(knowledge, List.of(), List.of());
        findings = new HolderSearch(Heap.open(file), knowledge, kinds, pass -> {})
                .findings(Set.of(field, list, service, NOBODYS));
    }

    private static void order(Service shared) {
        for (int i = 0; i < 10_000; i++) {
            ORDERS.add(new Order(shared));
        }
    }

    @AfterAll
    static void close() throws IOException {
        inField.close();
        ((FileInputStream) IN_LIST.get(LONG_LIST / 2)).close();
        ((Service) ORDERS.get(0).service()).connection.close();
    }

    private static FileInputStream open(Path folder, String name) throws IOException {
        return new FileInputStream(Files.createFile(folder.resolve(name)).toFile());
    }

    private static int number(Path file) throws IOException {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).equals(file.toRealPath())) {
                    return Integer.parseInt(descriptor.getFileName().toString());
                }
            }
        }
        throw new IOException(file + " is not open");
    }

    private static Finding finding(int number) {
        return Objects.requireNonNull(findings.get(number));
    }

    private static List<String> fields(int number) {
        return finding(number).path().orElseThrow().steps().stream()
                .filter(step -> step.field() != null)
                .map(Step::field)
                .map(Object::toString)
                .toList();
    }

    @Test
    void the_path_begins_with_the_static_field() {
        assertThat(finding(field).path().orElseThrow().root().kind()).isEqualTo(Root.Kind.STATIC_FIELD);
        assertThat(fields(field))
                .containsExactly(HolderSearchTest.class.getName() + ".inField", "java.io.FileInputStream.fd");
    }

    @Test
    void a_weak_reference_holds_nothing() {
        assertThat(weak).isNotNull();
        assertThat(fields(field)).doesNotContain("java.lang.ref.Reference.referent");
    }

    @Test
    void ten_thousand_nodes_of_a_linked_list_are_no_obstacle() {
        assertThat(fields(list))
                .startsWith(HolderSearchTest.class.getName() + ".IN_LIST")
                .endsWith("java.io.FileInputStream.fd");
    }

    @Test
    void what_everybody_knows_is_held_by_one_of_them() {
        assertThat(fields(service))
                .startsWith(HolderSearchTest.class.getName() + ".ORDERS")
                .contains(Service.class.getName() + ".connection");
    }

    @Test
    void a_descriptor_that_no_object_has_is_not_in_the_heap() {
        assertThat(finding(NOBODYS).isInHeap()).isFalse();
        assertThat(finding(NOBODYS).path()).isEmpty();
    }
}
