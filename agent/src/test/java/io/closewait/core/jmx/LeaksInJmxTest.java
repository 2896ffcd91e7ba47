package io.closewait.core.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.closewait.core.code.Frames;
import io.closewait.core.code.NamedOrigins;
import io.closewait.core.diagnose.Diagnosis;
import io.closewait.core.diagnose.OpenHistory;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Report.Reason;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Records;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What consoles, exporters and listeners get of a report. */
class LeaksInJmxTest {
    private final Object owner = new Object();
    private final Registry registry = Records.registry();
    private final Sites sites = new Sites(100, 64);
    private final Diagnosis diagnosis;
    private final Notifier notifier = new Notifier("test");
    private final List<Notification> heard = new CopyOnWriteArrayList<>();

    LeaksInJmxTest(@TempDir Path noProc) {
        Frames frames = new Frames(new NamedOrigins(List.of(), List.of(), Libraries::bundled), Libraries::bundled);
        diagnosis = new Diagnosis(registry, sites, new Kernel(noProc.toString()), frames, new OpenHistory(0));
        notifier.addNotificationListener((notification, handback) -> heard.add(notification), null, null);
    }

    private void leak(int number, String method) {
        StackTraceElement[] stack = {new StackTraceElement("com.acme.Shop", method, "Shop.java", 1)};
        Records.leaked(registry, owner, number, sites.intern(stack));
    }

    private Report report(Reason reason) {
        return diagnosis.report(reason, "epoll", true);
    }

    @Test
    void each_group_is_a_row_with_its_rank() throws OpenDataException {
        leak(7, "buy");
        leak(8, "buy");
        leak(9, "sell");

        assertThat(LeakTable.of(report(Reason.REQUEST).leaks).values())
                .extracting(row -> ((CompositeData) row).get("rank"), row -> ((CompositeData) row).get("count"))
                .containsExactlyInAnyOrder(tuple(1, 2), tuple(2, 1));
    }

    @Test
    void exporters_get_one_row_an_origin() throws OpenDataException {
        leak(7, "buy");
        leak(8, "sell");

        assertThat(OriginTable.of(report(Reason.REQUEST).leaks).values())
                .extracting(row -> ((CompositeData) row).get("lookAt"))
                .containsExactlyInAnyOrder("com.acme.Shop.buy(Shop.java:1)", "com.acme.Shop.sell(Shop.java:1)");
    }

    @Test
    void a_place_is_told_when_it_leaks_first_and_not_again() {
        leak(7, "buy");
        notifier.published(report(Reason.CHANGE));
        leak(8, "buy");
        leak(9, "sell");
        notifier.published(report(Reason.CHANGE));

        await().untilAsserted(() ->
                assertThat(heard).extracting(Notification::getType).containsExactly(Notifier.LEAK, Notifier.LEAK));
        assertThat(heard)
                .extracting(Notification::getMessage)
                .containsExactlyInAnyOrder(
                        "1 socket never closed at com.acme.Shop.buy(Shop.java:1)",
                        "1 socket never closed at com.acme.Shop.sell(Shop.java:1)");
    }

    @Test
    void too_many_leaks_are_told_with_their_number() {
        leak(7, "buy");
        notifier.published(report(Reason.THRESHOLD));

        await().untilAsserted(() -> assertThat(heard)
                .filteredOn(notification -> notification.getType().equals(Notifier.THRESHOLD))
                .singleElement()
                .extracting(Notification::getMessage)
                .isEqualTo("1 socket leaks"));
    }

    @Test
    void too_few_descriptors_are_told_with_their_number() {
        notifier.published(report(Reason.DESCRIPTORS));

        await().untilAsserted(() -> assertThat(heard).singleElement().satisfies(notification -> {
            assertThat(notification.getType()).isEqualTo(Notifier.DESCRIPTORS);
            assertThat(notification.getMessage()).endsWith(" file descriptors are in use");
            assertThat(notification.getUserData()).isInstanceOf(Integer.class);
        }));
    }
}
