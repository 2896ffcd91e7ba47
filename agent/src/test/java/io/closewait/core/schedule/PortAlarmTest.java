package io.closewait.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.kernel.PortUse;
import io.closewait.core.kernel.PortUses;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import org.junit.jupiter.api.Test;

class PortAlarmTest {
    private static final long SECOND = 1_000_000_000L;

    private PortUse use = PortUses.of(2, "10.0.0.1:80", 0);
    private int looks;
    private final PortAlarm alarm = new PortAlarm(
            () -> {
                looks++;
                return use;
            },
            0);

    @Test
    void the_kernel_is_not_asked_while_few_connections_are_made() {
        assertThat(alarm.isRaised(0, 10)).isFalse();
        int first = looks;
        for (int second = 1; second < 100; second++) {
            assertThat(alarm.isRaised(second * SECOND, 49)).isFalse();
        }

        assertThat(looks).isEqualTo(first).isEqualTo(1);
    }

    @Test
    void it_is_raised_when_nine_of_ten_ports_to_a_peer_are_taken_and_repeats_itself_after_a_minute() {
        use = PortUses.of(2, "10.0.0.1:80", 90);

        assertThat(alarm.isRaised(0, 95)).isTrue();
        assertThat(alarm.isRaised(60 * SECOND - 1, 95)).isFalse();
        assertThat(alarm.isRaised(60 * SECOND, 95)).isTrue();
        assertThat(alarm.isRaised(180 * SECOND - 1, 95)).isFalse();
        assertThat(alarm.isRaised(180 * SECOND, 95)).isTrue();
    }

    @Test
    void ports_that_the_kernel_gives_out_again_are_no_alarm() {
        use = PortUses.of(1, "10.0.0.1:80", 100);
        assertThat(alarm.isRaised(0, 100)).isFalse();

        use = PortUses.of(2, "127.0.0.1:80", 100);
        assertThat(alarm.isRaised(11 * SECOND, 100)).isFalse();
    }

    @Test
    void a_failed_connect_is_looked_into_until_the_peer_is_known_or_three_seconds_have_passed() {
        assertThat(alarm.isRaised(0, 0)).isFalse();
        alarm.connectFailed();
        assertThat(alarm.isRaised(SECOND, 0)).isFalse();
        assertThat(alarm.hasFailure()).isTrue();
        use = PortUses.of(2, "10.0.0.1:80", 60);

        assertThat(alarm.isRaised(2 * SECOND, 0)).isTrue();
        assertThat(alarm.hasFailure()).isFalse();
    }

    @Test
    void a_failed_connect_that_has_another_cause_is_forgotten() {
        assertThat(alarm.isRaised(0, 0)).isFalse();
        alarm.connectFailed();
        assertThat(alarm.isRaised(SECOND, 0)).isFalse();
        assertThat(alarm.isRaised(5 * SECOND, 0)).isFalse();

        assertThat(alarm.hasFailure()).isFalse();
    }

    @Test
    void it_is_told_by_the_exceptions_of_all_JDKs_and_of_Netty() {
        assertThat(PortAlarm.isOfPorts(new BindException("Kann die angeforderte Adresse nicht zuweisen")))
                .isTrue();
        assertThat(PortAlarm.isOfPorts(
                        new NoRouteToHostException("Cannot assign requested address (Address not available)")))
                .isTrue();
        assertThat(PortAlarm.isOfPorts(new ConnectException("connect(..) failed: Cannot assign requested address")))
                .isTrue();
        assertThat(PortAlarm.isOfPorts(new ConnectException("Connection refused")))
                .isFalse();
        assertThat(PortAlarm.isOfPorts(new ConnectException())).isFalse();
    }
}
