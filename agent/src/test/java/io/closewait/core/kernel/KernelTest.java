package io.closewait.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A census of a process whose {@code /proc/self} a test has written. */
class KernelTest {
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private static final String ESTABLISHED = "01";
    private static final String CLOSE_WAIT = "08";
    private static final String LISTEN = "0A";
    /** Nobody holds the connection yet. */
    private static final long IN_BACKLOG = 0;

    private final Registry registry = Records.registry();
    private final Object owner = new Object();

    @TempDir
    private Path proc;

    @BeforeEach
    void writeFolders() throws IOException {
        Files.createDirectory(proc.resolve("fd"));
        Files.createDirectory(proc.resolve("net"));
    }

    private void socket(int descriptor, long inode) throws IOException {
        Files.createSymbolicLink(
                proc.resolve("fd").resolve(Integer.toString(descriptor)), Path.of("socket:[" + inode + "]"));
    }

    private void table(String... rows) throws IOException {
        Files.writeString(proc.resolve("net/tcp"), HEADING + String.join("", rows));
    }

    /** From 127.0.0.1 and this port to 127.0.0.2:9000. */
    private static String row(String state, int port, long inode) {
        return String.format(
                "   0: 0100007F:%04X 0200007F:2328 %s 00000000:00000000 00:00000000 00000000  1000        0 %d 1 0000 20%n",
                port, state, inode);
    }

    private static String listener(int port, long waiting, long inode) {
        return String.format(
                "   0: 0100007F:%04X 00000000:0000 %s 00000000:%08X 00:00000000 00000000  1000        0 %d 1 0000 20%n",
                port, LISTEN, waiting, inode);
    }

    private Census census() {
        return new Kernel(proc.toString()).census(registry);
    }

    @Test
    void the_peers_that_left_before_anybody_accepted_them_are_counted_by_their_listener() throws IOException {
        socket(3, 100);
        socket(4, 200);
        table(
                listener(8080, 3, 100),
                listener(9090, 0, 200),
                row(CLOSE_WAIT, 8080, IN_BACKLOG),
                row(CLOSE_WAIT, 8080, IN_BACKLOG).replace("2328", "2329"),
                row(ESTABLISHED, 8080, IN_BACKLOG).replace("2328", "232A"),
                row(CLOSE_WAIT, 7070, IN_BACKLOG));

        Census census = census();

        assertThat(census.backlogs()).hasSize(2).anySatisfy(queue -> {
            assertThat(queue.number()).isEqualTo(3);
            assertThat(queue.port()).isEqualTo(8080);
            assertThat(queue.waiting()).isEqualTo(3);
            assertThat(queue.peerClosed()).isEqualTo(2);
        });
        assertThat(census.backlogs())
                .filteredOn(queue -> queue.port() == 9090)
                .singleElement()
                .satisfies(queue -> assertThat(queue.peerClosed()).isZero());
        assertThat(census.closeWait()).as("another process has port 7070").isEqualTo(2);
    }

    @Test
    void a_connection_that_comes_twice_in_one_reading_is_one() throws IOException {
        socket(3, 100);
        table(listener(8080, 1, 100), row(CLOSE_WAIT, 8080, IN_BACKLOG), row(CLOSE_WAIT, 8080, IN_BACKLOG));

        assertThat(census().closeWait()).isEqualTo(1);
    }

    @Test
    void accepted_connections_are_not_in_the_backlog_any_more() throws IOException {
        socket(3, 100);
        socket(4, 200);
        Records.opened(registry, owner, 4);
        table(listener(8080, 0, 100), row(CLOSE_WAIT, 8080, 200));

        Census census = census();

        assertThat(census.backlogs()).extracting(BacklogQueue::peerClosed).containsExactly(0);
        assertThat(census.closeWait()).isEqualTo(1);
        assertThat(census.unknown()).isEmpty();
    }

    @Test
    void a_socket_that_no_hook_saw_is_unknown_and_from_then_on_watched() throws IOException {
        socket(4, 200);
        table(row(CLOSE_WAIT, 5000, 200));

        assertThat(census().unknown()).extracting(UnknownSocket::number).containsExactly(4);
        assertThat(registry.table().get(4))
                .isNotNull()
                .satisfies(record -> assertThat(record.isAdopted()).isTrue());
        assertThat(census().unknown()).as("watched, and still unknown").hasSize(1);
    }

    @Test
    void what_is_kept_of_a_census_has_its_counts_but_no_row_of_a_socket() throws IOException {
        socket(3, 100);
        table(row(CLOSE_WAIT, 8080, 100));
        Census census = census();
        assertThat(census.row(3)).isNotNull();

        Census kept = census.withoutRows();

        assertThat(kept.row(3)).isNull();
        assertThat(kept.closeWait()).isEqualTo(1);
        assertThat(kept.descriptorCount()).isEqualTo(census.descriptorCount());
    }

    @Test
    void a_socket_of_another_process_is_not_ours() throws IOException {
        table(row(CLOSE_WAIT, 5000, 200), listener(8080, 1, 300), row(CLOSE_WAIT, 8080, IN_BACKLOG));

        Census census = census();

        assertThat(census.closeWait()).isZero();
        assertThat(census.unknown()).isEmpty();
        assertThat(census.backlogs()).isEmpty();
    }

    @Test
    void what_was_watched_without_a_hook_is_forgotten_once_its_descriptor_is_closed() throws IOException {
        socket(4, 200);
        table(row(CLOSE_WAIT, 5000, 200));
        census();
        Files.delete(proc.resolve("fd/4"));
        table();

        assertThat(census().unknown()).isEmpty();
        assertThat(registry.table().get(4)).isNull();
    }

    @Test
    void without_the_table_of_connections_a_census_says_so() {
        Census census = census();

        assertThat(census.isAvailable()).isFalse();
        assertThat(census.closeWait()).isZero();
    }

    /** In one read: the kernel answers a second one, at an offset, with nothing. */
    private static int somaxconn() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("/proc/sys/net/core/somaxconn"))) {
            return Integer.parseInt(new String(in.readNBytes(32), StandardCharsets.US_ASCII).trim());
        }
    }

    @Test
    void a_backlog_is_as_long_as_the_application_asked_for_but_not_longer_than_the_kernel_allows() throws IOException {
        Kernel kernel = new Kernel(proc.toString());
        int most = somaxconn();

        assertThat(kernel.backlogLimit(1)).isEqualTo(1);
        assertThat(kernel.backlogLimit(0)).as("the JDK's default").isEqualTo(Math.min(50, most));
        assertThat(kernel.backlogLimit(-1)).isEqualTo(Math.min(50, most));
        assertThat(kernel.backlogLimit(most)).isEqualTo(most);
        assertThat(kernel.backlogLimit(most + 1)).isEqualTo(most);
    }

    @Test
    void a_backlog_is_seen_without_a_census() throws IOException {
        table(listener(8080, 0, 100), row(ESTABLISHED, 8080, 101));
        assertThat(new Kernel(proc.toString()).hasBacklog()).isFalse();

        table(listener(8080, 0, 100), listener(9090, 1, 200), row(ESTABLISHED, 8080, 101));
        assertThat(new Kernel(proc.toString()).hasBacklog()).isTrue();
    }

    @Test
    void a_backlog_of_IPv6_is_seen_behind_any_number_of_connections_of_IPv4() throws IOException {
        table(row(ESTABLISHED, 8080, 101));
        Files.writeString(proc.resolve("net/tcp6"), HEADING + listener(9090, 1, 200));

        assertThat(new Kernel(proc.toString()).hasBacklog()).isTrue();
    }

    /** The row's queue of a connection holds unread bytes. */
    @Test
    void what_a_connection_has_not_read_is_no_backlog() throws IOException {
        table(row(ESTABLISHED, 8080, 101).replace(":00000000 00:", ":00000009 00:"));

        assertThat(new Kernel(proc.toString()).hasBacklog()).isFalse();
    }

    @Test
    void without_a_table_there_is_no_sign_of_a_backlog() {
        assertThat(new Kernel(proc.toString()).hasBacklog()).isFalse();
    }
}
