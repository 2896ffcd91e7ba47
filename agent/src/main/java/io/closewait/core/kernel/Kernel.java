package io.closewait.core.kernel;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.closewait.core.registry.Registry;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the {@link Census}: joins the kernel's table of connections with this process's descriptors and our records.
 * One call at a time; takes some hundred milliseconds with tens of thousands of sockets, so never on the detector's thread.
 */
public final class Kernel implements DescriptorCount {
    private static final String PORT_SETTINGS = "/proc/sys/net/ipv4";

    private final TcpTable table;
    private final OpenDescriptors descriptors;
    private final int somaxconn = readSomaxconn();
    /** When sockets of unknown origin were first seen, by inode. */
    @GuardedBy("this")
    private final Map<Long, Long> firstSeen = new HashMap<>();

    @GuardedBy("this")
    private PortSettings portSettings = PortSettings.UNKNOWN;

    /** @param folder {@code /proc/self} */
    public Kernel(String folder) {
        this.table = new TcpTable(folder + "/net");
        this.descriptors = new OpenDescriptors(folder);
    }

    /**
     * Asks the kernel now. A socket that no record explains is listed only if a second pass finds it in the same state, so
     * that one which is being opened or closed during the first one is not called unknown.
     */
    public synchronized Census census(Registry records) {
        if (!table.problem().isEmpty()) {
            return Census.unavailable(table.problem(), descriptors.limit());
        }
        try {
            KernelPass pass = pass(records);
            if (pass == null) {
                return Census.unavailable("/proc/self/fd cannot be listed", descriptors.limit());
            }
            if (pass.hasUnrecorded()) {
                KernelPass second = pass(records);
                if (second != null) {
                    second.retainUnrecordedOf(pass);
                    pass = second;
                }
            }
            pass.adoptUnrecorded();
            return pass.census(descriptors.limit());
        } catch (IOException e) {
            return Census.unavailable(
                    "/proc/self/net/tcp cannot be read (" + e.getMessage() + ")", descriptors.limit());
        }
    }

    /** The part of a census that is about local ports; for when only that is of interest. */
    public synchronized PortUse ports(Registry records) {
        PortSettings settings = readPortSettings();
        PeerCounts peers = PeerCounts.of(records);
        try {
            table.read(new TcpTable.Reader() {
                @Override
                public void line(TcpState state, long inode, long peerKey, int localPort) {
                    peers.count(state, peerKey, localPort, settings);
                }

                @Override
                public boolean wants(TcpState state, long inode) {
                    return false;
                }

                @Override
                public void row(TcpRow row) {
                    throw new IllegalStateException("not wanted: " + row);
                }
            });
        } catch (IOException notKnown) {
            return PortUse.UNKNOWN;
        }
        return new PortUse(settings, peers.all());
    }

    /** Whether connections wait to be accepted, by this process or another one. */
    public synchronized boolean hasBacklog() {
        BacklogCheck check = new BacklogCheck();
        try {
            table.read(check);
        } catch (IOException notKnown) {
            return false;
        }
        return check.hasBacklog();
    }

    @GuardedBy("this")
    private PortSettings readPortSettings() {
        portSettings = PortSettings.read(PORT_SETTINGS, portSettings);
        return portSettings;
    }

    /**
     * How many connections may wait in the backlog of a listener that asked for {@code asked} (0 or less: the JDK's default
     * of 50); -1 if the kernel's own limit cannot be read.
     */
    public int backlogLimit(int asked) {
        return somaxconn < 0 ? -1 : Math.min(somaxconn, asked <= 0 ? 50 : asked);
    }

    @Override
    public int descriptors() {
        return descriptors.count();
    }

    @Override
    public long descriptorLimit() {
        return descriptors.limit();
    }

    private static int readSomaxconn() {
        // One read and no more: the kernel answers a second one, at an offset, with nothing.
        byte[] text = new byte[32];
        try (InputStream in = new FileInputStream("/proc/sys/net/core/somaxconn")) {
            int length = Math.max(0, in.read(text));
            return Integer.parseInt(new String(text, 0, length, StandardCharsets.US_ASCII).trim());
        } catch (IOException | NumberFormatException hidden) {
            return -1;
        }
    }

    /** Null if the descriptors cannot be listed. */
    @GuardedBy("this")
    private @Nullable KernelPass pass(Registry records) throws IOException {
        int[] numbers = descriptors.numbers();
        if (numbers == null) {
            return null;
        }
        forgetClosed(numbers, records);
        KernelPass pass = new KernelPass(numbers, records, readPortSettings(), firstSeen);
        pass.readDescriptors(descriptors);
        table.read(pass);
        return pass;
    }

    /** What a census adopted while it was being closed, or what native code has closed since. */
    private static void forgetClosed(int[] numbers, Registry records) {
        BitSet open = new BitSet();
        for (int number : numbers) {
            open.set(number);
        }
        records.table().forEach(record -> {
            if (record.isAdopted() && !open.get(record.number())) {
                records.forget(record);
            }
        });
    }
}
