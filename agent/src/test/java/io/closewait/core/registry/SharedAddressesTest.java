package io.closewait.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedAddressesTest {
    private final SharedAddresses addresses = new SharedAddresses();

    @Test
    void equal_addresses_and_names_are_one_object() {
        byte[] first = {127, 0, 0, 1};

        assertThat(addresses.shared(first)).isSameAs(first);
        assertThat(addresses.shared(first.clone())).isSameAs(first);
        String name = new String("redis");
        assertThat(addresses.shared(name)).isSameAs(name);
        assertThat(addresses.shared(new String("redis"))).isSameAs(name);
    }

    @Test
    void however_many_there_are_each_gets_its_own() {
        for (int i = 0; i < 10_000; i++) {
            byte[] address = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};

            assertThat(addresses.shared(address)).isEqualTo(address);
            assertThat(addresses.shared("host-" + i)).isEqualTo("host-" + i);
        }
    }
}
