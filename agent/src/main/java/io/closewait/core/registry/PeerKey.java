package io.closewait.core.registry;

/**
 * The address and port of a peer as one number, so that rows of the kernel's table can be counted by peer without an object for
 * each. Of an IPv4 address, IPv4-mapped or not, the number is exact; IPv6 addresses are mixed into it.
 */
public final class PeerKey {
    private static final long MIXER = 0x9E3779B97F4A7C15L;
    private static final int MAPPED = 0xFFFF;

    private PeerKey() {}

    /** Of an address of 4 or 16 bytes. */
    public static long of(byte[] address, int port) {
        if (address.length == 4) {
            return of(0, 0, MAPPED, word(address, 0), port);
        }
        return of(word(address, 0), word(address, 4), word(address, 8), word(address, 12), port);
    }

    /** Of the four words of an IPv6 address, most significant first. */
    public static long of(int first, int second, int third, int fourth, int port) {
        if (first == 0 && second == 0 && third == MAPPED) {
            return (fourth & 0xFFFFFFFFL) << 16 | port;
        }
        long mixed = 0;
        for (int word : new int[] {first, second, third, fourth, port}) {
            mixed = (mixed ^ (word & 0xFFFFFFFFL)) * MIXER;
            mixed ^= mixed >>> 32;
        }
        return mixed | Long.MIN_VALUE; // never one of an IPv4 address
    }

    private static int word(byte[] address, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            value = value << 8 | (address[i] & 0xFF);
        }
        return value;
    }
}
