package io.closewait.core.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What the kernel is told about local ports, in this network namespace. Numbers that cannot be read are -1. Immutable. */
public final class PortSettings {
    static final PortSettings UNKNOWN = new PortSettings(-1, -1, -1, -1);

    /** The first and the last port that the kernel gives out by itself ({@code ip_local_port_range}). */
    public final int first;

    public final int last;
    /** {@code tcp_tw_reuse}: 0 never, 1 always, 2 over loopback only (the default since Linux 4.19). */
    public final int reuse;
    /** {@code tcp_fin_timeout} in seconds: how long an orphan stays in {@code FIN_WAIT2}; {@code TIME_WAIT} is always 60 s. */
    public final int finTimeout;

    PortSettings(int first, int last, int reuse, int finTimeout) {
        this.first = first;
        this.last = last;
        this.reuse = reuse;
        this.finTimeout = finTimeout;
    }

    /**
     * As they are now.
     *
     * @param folder {@code /proc/sys/net/ipv4}
     * @param before what to keep if they cannot be read, as when no descriptor is left
     */
    static PortSettings read(String folder, PortSettings before) {
        int[] range = numbers(folder + "/ip_local_port_range");
        int[] reuse = numbers(folder + "/tcp_tw_reuse");
        int[] finTimeout = numbers(folder + "/tcp_fin_timeout");
        boolean isRange = range.length == 2;
        return new PortSettings(
                isRange ? range[0] : before.first,
                isRange ? range[1] : before.last,
                reuse.length == 0 ? before.reuse : reuse[0],
                finTimeout.length == 0 ? before.finTimeout : finTimeout[0]);
    }

    /** None if they cannot be read. */
    private static int[] numbers(String file) {
        // One read and no more: the kernel answers a second one, at an offset, with nothing.
        byte[] text = new byte[64];
        try (InputStream in = new FileInputStream(file)) {
            int length = Math.max(0, in.read(text));
            String[] words = new String(text, 0, length, StandardCharsets.US_ASCII)
                    .trim()
                    .split("\\s+", -1);
            int[] numbers = new int[words.length];
            for (int i = 0; i < words.length; i++) {
                numbers[i] = Integer.parseInt(words[i]);
            }
            return numbers;
        } catch (IOException | NumberFormatException hidden) {
            return new int[0];
        }
    }

    /** How many ports the kernel gives out by itself; -1 if that is not known. */
    public int range() {
        return first < 0 ? -1 : last - first + 1;
    }

    boolean isInRange(int port) {
        return first < 0 || (port >= first && port <= last);
    }

    /** Whether new connections may take ports from {@code TIME_WAIT}, after a second. */
    boolean isReused(boolean isLoopback) {
        return reuse == 1 || (reuse == 2 && isLoopback);
    }
}
