package io.closewait.core.command.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchViewTest {
    private final WatchView view = new WatchView(4711, "1.0", Duration.ofSeconds(2));

    @Test
    void the_first_view_has_no_growth() {
        assertThat(lines(snapshot(Map.of(site("Client.open"), 3))))
                .contains("CLOSE_WAIT   5 by the kernel: 3 leaked, 2 pending,")
                .contains("             ? half-closed and busy, ? never accepted, ? of unknown origin")
                .contains("verdicts     3 never closed")
                .contains("      3       0       0  never closed           Client.open")
                .first()
                .asString()
                .startsWith("closewait 1.0  pid 4711  ")
                .endsWith("  every 2 s  (+N): since start");
    }

    @Test
    void growth_is_counted_from_the_first_view_and_from_the_one_before() {
        lines(snapshot(Map.of(site("Client.open"), 3)));
        lines(snapshot(Map.of(site("Client.open"), 10)));

        assertThat(lines(snapshot(Map.of(site("Client.open"), 9, site("Other.open"), 1))))
                .contains("CLOSE_WAIT   12 (+7) by the kernel: 10 (+7) leaked, 2 pending,")
                .contains("      9      +6      -1  never closed           Client.open")
                .contains("      1      +1      +1  never closed           Other.open");
    }

    @Test
    void without_leaks_there_is_no_table() {
        assertThat(lines(snapshot(Map.of())))
                .contains("CLOSE_WAIT   2 by the kernel: 0 leaked, 2 pending,")
                .noneMatch(line -> line.contains("LOOK AT") || line.contains("verdicts"));
    }

    @Test
    void what_the_agent_does_not_know_is_left_out() {
        assertThat(lines(new Snapshot(Map.of("Leaked", 0, "KernelCloseWait", -1, "Descriptors", -1), Map.of())))
                .anyMatch(line -> line.startsWith("CLOSE_WAIT   0 leaked"))
                .noneMatch(line -> line.contains("kernel") || line.contains("descriptors"));
    }

    @Test
    void many_sites_are_cut_to_a_screenful() {
        Map<LeakSite, Integer> sites = IntStream.range(0, 40)
                .boxed()
                .collect(Collectors.toMap(i -> site("Client.open" + i), i -> 1, (a, b) -> a, LinkedHashMap::new));

        assertThat(view.lines(snapshot(sites), new TerminalSize(24, 80)))
                .hasSize(24)
                .anyMatch(line -> line.endsWith("Client.open12"))
                .last()
                .asString()
                .endsWith("... 27 more places");
        assertThat(view.lines(snapshot(sites), new TerminalSize(12, 80)))
                .as("the head, and the places with the most sockets")
                .hasSize(12)
                .anyMatch(line -> line.startsWith("CLOSE_WAIT   42"))
                .anyMatch(line -> line.endsWith("Client.open2"))
                .last()
                .asString()
                .endsWith("... 36 more places");
        assertThat(lines(snapshot(sites)))
                .as("a file has room for all")
                .last()
                .asString()
                .endsWith("Client.open39");
    }

    @Test
    void class_method_and_line_are_seen_in_eighty_columns() {
        Snapshot snapshot = snapshot(Map.of(
                site("io.closewait.demo.shop.InventoryService.reserve(InventoryService.java:66)"),
                10,
                site("com.example.warehouse.StockSynchronizationCoordinator.fetchRemoteQuantities(StockSynchronization"
                        + "Coordinator.java:1234)"),
                2));

        assertThat(view.lines(snapshot, new TerminalSize(24, 80)))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .anyMatch(line -> line.endsWith("  InventoryService.reserve:66"))
                .anyMatch(line -> line.endsWith("...r.fetchRemoteQuantities:1234"));
    }

    @Test
    void without_the_agent_the_kernels_number_and_its_growth_are_shown() {
        lines(new Snapshot(Map.of("KernelCloseWait", 90, "Descriptors", 100, "DescriptorLimit", 1024L), Map.of()));

        assertThat(lines(new Snapshot(
                        Map.of("KernelCloseWait", 91, "Descriptors", 101, "DescriptorLimit", 1024L), Map.of())))
                .contains("CLOSE_WAIT   91 (+1) by the kernel", "descriptors  101 (+1) of 1024")
                .contains("agent        not in this JVM: 'attach 4711' tells which code leaks")
                .noneMatch(line -> line.contains("leaked"));
    }

    private List<String> lines(Snapshot snapshot) {
        return view.lines(snapshot, TerminalSize.UNLIMITED);
    }

    private static Snapshot snapshot(Map<LeakSite, Integer> sites) {
        int leaked = sites.values().stream().mapToInt(Integer::intValue).sum();
        return new Snapshot(
                Map.of(
                        "Leaked",
                        leaked,
                        "Waiting",
                        2,
                        "KernelCloseWait",
                        leaked + 2,
                        "Descriptors",
                        20,
                        "DescriptorLimit",
                        1024L,
                        "OldestLeakSeconds",
                        12.5),
                sites);
    }

    private static LeakSite site(String lookAt) {
        return new LeakSite("never closed/" + lookAt, "never closed", lookAt);
    }
}
