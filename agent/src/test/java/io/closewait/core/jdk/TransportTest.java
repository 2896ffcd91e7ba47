package io.closewait.core.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.closewait.hooks.SocketKind;
import java.lang.reflect.Field;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransportTest {
    private static final int NO_KIND = 99;

    private static List<Integer> kinds() throws IllegalAccessException {
        List<Integer> kinds = new ArrayList<>();
        for (Field field : SocketKind.class.getFields()) {
            kinds.add(field.getInt(null));
        }
        return kinds;
    }

    @Test
    void every_kind_of_owner_has_one_row_and_every_other_row_is_the_unknown() throws Exception {
        List<Transport> rows = new ArrayList<>();
        for (int kind : kinds()) {
            rows.add(Transport.of(kind));
        }

        assertThat(rows).doesNotContainNull().doesNotHaveDuplicates();
        rows.add(Transport.UNKNOWN);
        assertThat(rows).containsExactlyInAnyOrder(Transport.values());
    }

    @Test
    void every_kind_of_owner_can_be_asked_for_its_descriptor() throws Exception {
        Object ofNoSuchClass = new Object();

        assertThat(kinds()).isNotEmpty().allSatisfy(kind -> {
            Throwable thrown = catchThrowable(() -> Descriptors.number(ofNoSuchClass, kind));
            // Nothing where this JDK has no such field, else that the field is not one of this object.
            assertThat(thrown == null || thrown instanceof ClassCastException)
                    .as("kind %s: %s", kind, thrown)
                    .isTrue();
        });
    }

    @Test
    void a_kind_that_is_not_in_the_table_is_an_error() {
        assertThatIllegalArgumentException().isThrownBy(() -> Descriptors.number(new Object(), NO_KIND));
        assertThatThrownBy(() -> Transport.of(NO_KIND)).isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void the_descriptor_of_each_channel_is_read_from_its_field() throws Throwable {
        List<Integer> numbers = new ArrayList<>();
        try (Channel channel = SocketChannel.open();
                Channel server = ServerSocketChannel.open();
                Channel async = AsynchronousSocketChannel.open();
                Channel asyncServer = AsynchronousServerSocketChannel.open()) {
            numbers.add(Descriptors.number(channel, SocketKind.CHANNEL));
            numbers.add(Descriptors.number(server, SocketKind.SERVER_CHANNEL));
            numbers.add(Descriptors.number(async, SocketKind.ASYNC_CHANNEL));
            numbers.add(Descriptors.number(asyncServer, SocketKind.ASYNC_SERVER_CHANNEL));
        }

        assertThat(numbers)
                .doesNotHaveDuplicates()
                .allSatisfy(number -> assertThat(number).isNotNegative());
    }
}
