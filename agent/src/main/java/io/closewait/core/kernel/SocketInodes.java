package io.closewait.core.kernel;

import java.util.Arrays;

/**
 * Which descriptor refers to which socket: a hash table of numbers, since a census of ten thousand sockets must not bring a
 * collection of the application's heap nearer. Not thread-safe.
 */
final class SocketInodes {
    private static final int NONE = -1;

    /** By open addressing; 0 is a free slot, for the kernel numbers inodes from 1. */
    private final long[] inodes;

    private final int[] descriptors;

    /** Has room for so many. */
    SocketInodes(int capacity) {
        int size = Integer.highestOneBit(Math.max(1, capacity)) * 4;
        inodes = new long[size];
        descriptors = new int[size];
        Arrays.fill(descriptors, NONE);
    }

    void put(long inode, int descriptor) {
        int slot = slot(inode);
        inodes[slot] = inode;
        descriptors[slot] = descriptor;
    }

    /** The descriptor's number, -1 if the socket is not this process's. */
    int descriptor(long inode) {
        return descriptors[slot(inode)];
    }

    /** The inode's slot, or the free one where it belongs. */
    private int slot(long inode) {
        int slot = (int) ((inode * 0x9E3779B97F4A7C15L) >>> 32) & (inodes.length - 1);
        while (inodes[slot] != inode && inodes[slot] != 0) {
            slot = (slot + 1) & (inodes.length - 1);
        }
        return slot;
    }
}
