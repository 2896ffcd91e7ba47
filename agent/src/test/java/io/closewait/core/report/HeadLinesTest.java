package io.closewait.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.diagnose.Diagnosis;
import io.closewait.core.diagnose.OpenHistory;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Report.Reason;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with a listener that nobody accepts from, and a socket that no hook saw. */
class HeadLinesTest {
    private static final int LISTENER = 5;
    private static final int UNKNOWN = 7;

    @TempDir
    Path proc;

    private final Registry registry = Records.registry();
    private final Sites sites = new Sites(100, 64);
    private final Frames frames =
            new Frames(new NamedOrigins(List.of(), List.of(), Libraries::bundled), Libraries::bundled);
    private final List<Object> owners = new ArrayList<>();
    private int rows;

    @BeforeEach
    void makeProc() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.createDirectories(proc.resolve("fd"));
        Files.writeString(proc.resolve("net/tcp"), "  sl  local_address rem_address   st tx_queue rx_queue\n");
        Files.writeString(proc.resolve("limits"), "Max open files            1024                 4096     files\n");
    }

    @AfterEach
    void keepOwnersUntilHere() {
        Reference.reachabilityFence(owners);
    }

    private void socket(int number, long inode) throws IOException {
        Files.createSymbolicLink(proc.resolve("fd/" + number), Path.of("socket:[" + inode + "]"));
    }

    private void row(String local, String peer, String state, long inode) throws IOException {
        Files.writeString(
                proc.resolve("net/tcp"),
                Files.readString(proc.resolve("net/tcp"))
                        + String.format(
                                "%4d: %s %s %s 00000000:00000000 00:00000000 00000000  1000        0 %d 1 0\n",
                                rows++, local, peer, state, inode));
    }

    private void backlogOfTwoAndOneUnknown() throws IOException {
        socket(LISTENER, 500);
        row("0100007F:1F90", "00000000:0000", "0A", 500);
        row("0100007F:1F90", "0100007F:A001", "08", 0);
        row("0100007F:1F90", "0100007F:A002", "08", 0);
        socket(UNKNOWN, 700);
        row("0100007F:B001", "0100007F:18EB", "08", 700);
    }

    private void leak(int number) throws IOException {
        Object owner = new Object();
        owners.add(owner);
        socket(number, 1000 + number);
        row("0100007F:C0" + number, "0100007F:18EB", "08", 1000 + number);
        StackTraceElement[] stack = {new StackTraceElement("com.example.Prices", "load", "Prices.java", 17)};
        Records.leaked(registry, owner, number, sites.intern(stack));
    }

    private Report report() {
        return new Diagnosis(registry, sites, new Kernel(proc.toString()), frames, new OpenHistory(0))
                .report(Reason.CHANGE, "epoll", true);
    }

    private List<String> head(About about) {
        return HeadLines.of(report(), about);
    }

    @Test
    void headline_kernel_and_sockets_add_up() throws IOException {
        backlogOfTwoAndOneUnknown();
        leak(10);

        assertThat(head(Abouts.about()))
                .anyMatch(line -> line.matches(
                        "closewait: 1 socket in CLOSE_WAIT leaks, from 1 place in the code; oldest: .*; also 2 never"
                                + " accepted, 1 of unknown origin"))
                .contains(
                        "  kernel   4 in CLOSE_WAIT (2 of them in backlogs), all accounted for; descriptors 3 of 1024",
                        "  states   CLOSE_WAIT 2, LISTEN 1; backlogs not counted",
                        "  sockets  4 in CLOSE_WAIT: 1 leaked, 0 pending (less than 1 min), 0 half-closed and busy, 2 never"
                                + " accepted, 1 of unknown origin");
    }

    @Test
    void what_no_hook_saw_makes_the_headline_when_nothing_else_leaks() throws IOException {
        backlogOfTwoAndOneUnknown();

        assertThat(head(Abouts.about()))
                .startsWith("closewait: 3 sockets in CLOSE_WAIT: 2 never accepted, 1 of unknown origin");
    }

    @Test
    void a_socket_that_holds_only_a_descriptor_is_in_the_headline_too() throws IOException {
        leak(10);
        Object owner = new Object();
        owners.add(owner);
        StackTraceElement[] stack = {new StackTraceElement("com.example.Rates", "load", "Rates.java", 3)};
        Records.leaked(registry, owner, 11, sites.intern(stack))
                .peerState(PeerState.RESET, registry.clock().advance());

        assertThat(head(Abouts.about()).get(0))
                .startsWith("closewait: 1 socket in CLOSE_WAIT leaks, 1 more leaks only a descriptor, from 2 places");
    }

    @Test
    void it_says_when_and_where_it_was_made() {
        assertThat(head(Abouts.about()))
                .anyMatch(
                        line -> line.matches(
                                "  made     \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [+-]\\d\\d:\\d\\d, on shop-1, by closewait 1\\.0"));
    }

    @Test
    void up_is_the_JVM_s_own_age_and_the_agent_s_is_said_if_it_came_later() {
        assertThat(head(Abouts.about())).contains("  jvm      pid 4711, com.example.Main, Java 17, up 3 h");
        assertThat(head(Abouts.about(true)))
                .contains("  jvm      pid 4711, com.example.Main, Java 17, up 3 h, agent attached for 10 min");
    }

    @Test
    void the_line_of_a_listener_that_nobody_accepts_from_is_said_to_be_only_that() throws IOException {
        backlogOfTwoAndOneUnknown();
        Object owner = new Object();
        owners.add(owner);
        StackTraceElement[] stack = {new StackTraceElement("com.example.Server", "listen", "Server.java", 9)};
        Records.opened(registry, owner, LISTENER, sites.intern(stack));

        assertThat(TextReport.of(report(), Abouts.about(), frames, false).lines())
                .contains(
                        "  look at  com.example.Server.listen(Server.java:9) (only the line that opened its listener is known)");
    }
}
