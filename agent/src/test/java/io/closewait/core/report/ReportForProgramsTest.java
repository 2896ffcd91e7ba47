package io.closewait.core.report;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What build servers and logs are given: names that stay, few fields, no more than a log should hold. */
class ReportForProgramsTest {
    private static final About ABOUT = Abouts.about();
    private static final Pattern NAME = Pattern.compile("<testcase [^>]* name=\"([^\"]*)\"");

    private final Registry registry = Records.registry();
    private final Sites sites = new Sites(100, 64);
    private final Frames frames =
            new Frames(new NamedOrigins(List.of(), List.of(), Libraries::bundled), Libraries::bundled);
    private final List<Object> owners = new ArrayList<>();
    private final Diagnosis diagnosis;

    ReportForProgramsTest(@TempDir Path noProc) {
        diagnosis = new Diagnosis(registry, sites, new Kernel(noProc.toString()), frames, new OpenHistory(0));
    }

    @AfterEach
    void keepOwnersUntilHere() {
        Reference.reachabilityFence(owners);
    }

    private void leak(int number, StackTraceElement... stack) {
        Object owner = new Object();
        owners.add(owner);
        Records.leaked(registry, owner, number, sites.intern(stack));
    }

    private Report report() {
        return diagnosis.report(Reason.CHANGE, "epoll", true);
    }

    private List<String> namesOfTests() {
        return NAME.matcher(JUnitReport.of(report(), ABOUT, frames))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void names_of_tests_are_the_same_whatever_the_number_of_sockets() {
        StackTraceElement[] stack = {new StackTraceElement("com.example.Shop", "buy", "Shop.java", 1)};
        leak(10, stack);
        List<String> names = namesOfTests();
        leak(11, stack);

        assertThat(names).singleElement().asString().startsWith("com.example.Shop.buy(Shop.java:1) [");
        assertThat(namesOfTests()).isEqualTo(names);
    }

    @Test
    void each_place_has_a_name_of_its_own() {
        for (int i = 0; i < 5; i++) {
            leak(10 + i, new StackTraceElement("com.example.Shop", "buy", "Shop.java", i + 1));
        }

        assertThat(namesOfTests()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void a_log_gets_an_event_for_the_whole_and_for_no_more_than_twenty_places() {
        for (int i = 0; i < 30; i++) {
            leak(10 + i, new StackTraceElement("com.example.Shop" + i, "buy", "Shop.java", 1));
        }

        List<Map<String, Object>> events =
                ReportEvents.of(report(), ABOUT, "closewait: 30\nsockets", (text, fields) -> fields);
        List<String> texts = ReportEvents.of(report(), ABOUT, "closewait: 30\nsockets", (text, fields) -> text);

        assertThat(events).hasSize(1 + ReportEvents.MAX_PLACES);
        assertThat(events.get(0))
                .containsEntry("leaked", 30)
                .containsEntry("places", 30)
                .containsEntry("host", "shop-1");
        assertThat(events.get(1)).containsOnlyKeys("leaked", "verdict", "lookAt", "fingerprint", "host");
        assertThat(texts).noneMatch(text -> text.contains("\n"));
    }
}
