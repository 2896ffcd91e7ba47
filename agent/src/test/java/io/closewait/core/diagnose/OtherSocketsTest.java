package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherSocketsTest {
    private final Object owner = new Object();
    private final Registry registry = Records.registry();
    private final Frames frames =
            new Frames(new NamedOrigins(List.of(), List.of(), Libraries::bundled), Libraries::bundled);
    private final Site shop = new Sites(10, 10)
            .intern(new StackTraceElement[] {new StackTraceElement("com.acme.Shop", "buy", "Shop.java", 1)});

    private SocketRecord leaked(int number) {
        return Records.leaked(registry, owner, number, shop);
    }

    private OtherSockets others() {
        return new OtherSockets(registry, frames);
    }

    @Test
    void only_the_socket_that_a_thread_used_last_is_its_latest() {
        SocketRecord first = leaked(7);
        SocketRecord second = leaked(8);
        Records.wrote(first, 1000);
        Records.wrote(second, 2000);

        assertThat(others().isLatestOfItsThread(second)).isTrue();
        assertThat(others().isLatestOfItsThread(first)).isFalse();
    }

    @Test
    void a_connection_that_a_thread_opened_to_serve_another_one_is_no_later_one() {
        SocketRecord served = Records.accepted(registry, owner, 7, shop);
        SocketRecord asked = leaked(8);
        Records.wrote(served, 1000);
        Records.wrote(asked, 2000);

        assertThat(others().isLatestOfItsThread(served)).isTrue();
        assertThat(others().isLatestOfItsThread(asked)).isTrue();
    }

    @Test
    void a_thread_may_have_one_of_an_origin_or_several() {
        SocketRecord first = leaked(7);
        Records.wrote(first, 1000);
        assertThat(others().isOnlyOneOfItsThread(first)).isTrue();

        Records.wrote(leaked(8), 2000);
        assertThat(others().isOnlyOneOfItsThread(first)).isFalse();
    }

    @Test
    void one_that_nobody_used_is_nobodys_and_stands_in_no_ones_way() {
        assertThat(others().isLatestOfItsThread(leaked(7))).isTrue();
    }

    @Test
    void connections_of_one_burst_are_no_siblings() {
        SocketRecord first = leaked(7);
        leaked(8);

        assertThat(others().siblingOpenedAt(first)).isZero();
    }

    @Test
    void nothing_is_served_on_a_port_that_only_has_connections_to_elsewhere() {
        SocketRecord record = leaked(7);

        assertThat(others().servedOn(40_007)).isEmpty();
        assertThat(record.isAccepted()).isFalse();
    }
}
