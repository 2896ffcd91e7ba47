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
        assertThat(view.lines(snapshot(Map.of(site("Client.open"), 3))))
                .contains("CLOSE_WAIT   5 by the kernel: 3 leaked, 2 not for long,")
                .contains("             ? half-closed and busy, ? never accepted, ? of unknown origin")
                .contains("verdicts     3 never closed")
                .contains("      3        0        0  never closed           Client.open")
                .first()
                .asString()
                .startsWith("closewait 1.0, pid 4711, ")
                .endsWith(", every 2 s; (+N): since this watch began");
    }

    @Test
    void growth_is_counted_from_the_first_view_and_from_the_one_before() {
        view.lines(snapshot(Map.of(site("Client.open"), 3)));
        view.lines(snapshot(Map.of(site("Client.open"), 10)));

        assertThat(view.lines(snapshot(Map.of(site("Client.open"), 9, site("Other.open"), 1))))
                .contains("CLOSE_WAIT   12 (+7) by the kernel: 10 (+7) leaked, 2 not for long,")
                .contains("      9       +6       -1  never closed           Client.open")
                .contains("      1       +1       +1  never closed           Other.open");
    }

    @Test
    void without_leaks_there_is_no_table() {
        assertThat(view.lines(snapshot(Map.of())))
                .contains("CLOSE_WAIT   2 by the kernel: 0 leaked, 2 not for long,")
                .noneMatch(line -> line.contains("LOOK AT") || line.contains("verdicts"));
    }

    @Test
    void what_the_agent_does_not_know_is_left_out() {
        assertThat(view.lines(new Snapshot(Map.of("Leaked", 0, "KernelCloseWait", -1, "Descriptors", -1), Map.of())))
                .anyMatch(line -> line.startsWith("CLOSE_WAIT   0 leaked"))
                .noneMatch(line -> line.contains("kernel") || line.contains("descriptors"));
    }

    @Test
    void many_sites_are_cut_to_a_screenful() {
        Map<LeakSite, Integer> sites = IntStream.range(0, 40)
                .boxed()
                .collect(Collectors.toMap(i -> site("Client.open" + i), i -> 1, (a, b) -> a, LinkedHashMap::new));

        assertThat(view.lines(snapshot(sites)))
                .hasSizeLessThan(24)
                .last()
                .asString()
                .endsWith("... 28 more sites");
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
        return new LeakSite(List.of("never closed", lookAt, "connected", "java.net.Socket"));
    }
}
