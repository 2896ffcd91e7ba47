package io.closewait.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.closewait.core.registry.PeerKey;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TcpTableTest {
    private static final int ROWS = 1000;
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    private final List<String> lines = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void writeTable() throws IOException {
        StringBuilder table = new StringBuilder(HEADING);
        for (int i = 1; i <= ROWS; i++) {
            String state = i % 2 == 0 ? "06" : "08"; // every second one is in TIME_WAIT
            table.append(String.format(
                    "%4d: 0100007F:%04X 0200007F:1F90 %s 00000000:%08X 00:00000000 00000000  1000        0 %d 1 0000 20%n",
                    i, i, state, i, 100_000 + i));
        }
        Files.writeString(folder.resolve("tcp"), table);
    }

    /** @param inode of the row to read, 0 for all */
    private List<TcpRow> rows(int bufferSize, long inode) throws IOException {
        List<TcpRow> rows = new ArrayList<>();
        new TcpTable(folder.toString(), bufferSize).read(new TcpTable.Reader() {
            @Override
            public void line(TcpState state, long itsInode, long peerKey, int localPort) {
                lines.add(state + " " + localPort + " " + peerKey);
            }

            @Override
            public boolean wants(TcpState state, long itsInode) {
                return inode == 0 || itsInode == inode;
            }

            @Override
            public void row(TcpRow row) {
                rows.add(row);
            }
        });
        return rows;
    }

    @Test
    void rows_are_read_whole_however_the_buffer_cuts_them() throws IOException {
        for (int size = 160; size < 320; size++) {
            assertThat(rows(size, 0))
                    .as("with a buffer of %s bytes", size)
                    .extracting(TcpRow::inode)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS)
                            .filter(i -> i % 2 == 1)
                            .mapToObj(i -> 100_000L + i)
                            .toList());
        }
    }

    @Test
    void a_row_tells_its_addresses_state_and_queues() throws IOException {
        TcpRow row = rows(64 * 1024, 0).get(1);

        assertThat(row.local()).isEqualTo("127.0.0.1:3");
        assertThat(row.peer()).isEqualTo("127.0.0.2:8080");
        assertThat(row.state()).isEqualTo(TcpState.CLOSE_WAIT);
        assertThat(row.unread()).isEqualTo(2);
    }

    @Test
    void only_wanted_rows_are_read() throws IOException {
        assertThat(rows(64 * 1024, 100_005)).extracting(TcpRow::localPort).containsExactly(5);
    }

    @Test
    void every_line_is_counted_by_its_peer_however_the_buffer_cuts_it() throws IOException {
        long peer = PeerKey.of(new byte[] {127, 0, 0, 2}, 8080);
        for (int size = 160; size < 320; size++) {
            lines.clear();
            rows(size, -1);
            assertThat(lines)
                    .as("with a buffer of %s bytes", size)
                    .hasSize(ROWS)
                    .startsWith("CLOSE_WAIT 1 " + peer, "TIME_WAIT 2 " + peer);
        }
    }

    @Test
    void an_IPv4_mapped_row_has_the_peer_that_its_IPv4_address_names() throws IOException {
        Files.writeString(
                folder.resolve("tcp"),
                HEADING
                        + "   0: 0000000000000000FFFF00000100007F:C350 0000000000000000FFFF00000200007F:1F90 06"
                        + " 00000000:00000000 03:00001770 00000000     0        0 0 3 0000000000000000\n"
                        + "   1: 00000000000000000000000001000000:C351 00000000000000000000000001000000:1F90 06"
                        + " 00000000:00000000 03:00001770 00000000     0        0 0 3 0000000000000000\n");

        assertThat(rows(64 * 1024, -1)).isEmpty();

        byte[] loopback = new byte[16];
        loopback[15] = 1;
        assertThat(lines)
                .containsExactly(
                        "TIME_WAIT 50000 " + PeerKey.of(new byte[] {127, 0, 0, 2}, 8080),
                        "TIME_WAIT 50001 " + PeerKey.of(loopback, 8080));
    }

    /** A host's connections in TIME_WAIT are mostly others': the heap is the application's. */
    @Test
    void lines_that_nobody_wants_cost_no_memory() throws IOException {
        int rows = 200_000;
        try (Writer out = Files.newBufferedWriter(folder.resolve("tcp"))) {
            out.write(HEADING);
            for (int i = 0; i < rows; i++) {
                out.write(String.format(
                        "%6d: 0100007F:%04X %08X:1F90 06 00000000:00000000 03:00001770 00000000     0        0 0 3 0000000000000000\n",
                        i, i & 0xFFFF, i));
            }
        }
        TcpTable table = new TcpTable(folder.toString());
        int[] counted = new int[1];
        TcpTable.Reader reader = new TcpTable.Reader() {
            @Override
            public void line(TcpState state, long inode, long peerKey, int localPort) {
                counted[0] += state == TcpState.TIME_WAIT ? 1 : 0;
            }

            @Override
            public boolean wants(TcpState state, long inode) {
                return false;
            }

            @Override
            public void row(TcpRow row) {
                throw new AssertionError("not wanted: " + row);
            }
        };
        table.read(reader);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        table.read(reader);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(counted[0]).isEqualTo(2 * rows);
        assertThat(allocated).as("bytes for %s lines", rows).isLessThan(64 * 1024);
    }

    @Test
    void a_file_of_another_form_is_refused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> rows(16, 0))
                .withMessage("a line of more than 16 bytes");
    }
}
