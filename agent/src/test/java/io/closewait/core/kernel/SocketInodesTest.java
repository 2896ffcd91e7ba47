package io.closewait.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SocketInodesTest {
    @Test
    void every_socket_is_found_and_no_other() {
        Random random = new Random(7);
        for (int capacity : new int[] {0, 1, 2, 3, 1000, 15_000}) {
            SocketInodes inodes = new SocketInodes(capacity);
            Map<Long, Integer> expected = new HashMap<>();
            for (int descriptor = 0; descriptor < capacity; descriptor++) {
                // neighbours, as the kernel numbers sockets that are opened one after the other, and numbers beyond an
                // int
                long inode = descriptor % 2 == 0 ? 1 + descriptor : 1 + random.nextLong(1L << 40);
                inodes.put(inode, descriptor);
                expected.put(inode, descriptor);
            }

            expected.forEach(
                    (inode, descriptor) -> assertThat(inodes.descriptor(inode)).isEqualTo(descriptor));
            for (int i = 0; i < 1000; i++) {
                long other = (1L << 41) + random.nextLong(1L << 41);
                assertThat(inodes.descriptor(other)).isEqualTo(-1);
            }
        }
    }
}
