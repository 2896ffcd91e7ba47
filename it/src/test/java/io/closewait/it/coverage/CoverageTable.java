package io.closewait.it.coverage;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.JdkTable;
import java.util.List;

/** {@code docs/coverage.md}. */
final class CoverageTable {
    private static final String HEADER = """
            # What the agent sees

            Written by `CoverageIT`, which opens real sockets in a JVM of its own for each cell, lets the peers of half of
            them leave, and compares the agent's numbers with the kernel's: sockets in `CLOSE_WAIT`, open sockets, leaks,
            transport, direction and the stack that opened them; then closes all, and the agent's count is zero again. The
            test fails when a cell here is not what it saw. To write this file anew:

                mvn verify -pl it -am -Dit.test=CoverageIT -Dit.coverage.write=true -Dtest=none

            ✓ as the kernel says · ✗ not yet · – not to be had on this JDK

            """;

    private CoverageTable() {}

    static JdkTable create() {
        return new JdkTable(
                Artifacts.project().resolve("docs/coverage.md"),
                HEADER,
                "",
                "it.coverage.write",
                List.of(Row.values()));
    }
}
