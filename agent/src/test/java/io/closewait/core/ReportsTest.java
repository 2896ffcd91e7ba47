package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Report.Reason;
import io.closewait.core.registry.SocketRecord;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private final ScriptedAgent agent;
    private final Reports reports;

    ReportsTest(@TempDir Path folder) {
        agent = new ScriptedAgent(folder, "");
        reports = agent.reporter.reports();
    }

    @Test
    void a_report_that_is_young_enough_is_given_again() {
        Report first = reports.recent(1000);

        assertThat(reports.recent(Long.MAX_VALUE)).isSameAs(first);
        assertThat(reports.recent(0)).as("anew").isNotSameAs(first);
        assertThat(first.reason).isEqualTo(Reason.REQUEST);
        assertThat(first.detector).isEqualTo("scripted");
    }

    @Test
    void there_is_news_while_something_leaks_or_a_leak_that_has_ended_is_untold() {
        reports.make(Reason.CHANGE, true);
        assertThat(reports.hasNews()).isFalse();
        SocketRecord record = agent.leak(7, "buy");
        reports.make(Reason.CHANGE, true);
        assertThat(reports.hasNews()).isTrue();

        agent.close(record);
        assertThat(reports.hasNews()).as("ended").isTrue();
        reports.make(Reason.CHANGE, true);
        assertThat(reports.hasNews()).as("this report tells of the end").isTrue();
        reports.make(Reason.CHANGE, true);
        assertThat(reports.hasNews()).isFalse();
    }

    @Test
    void a_report_that_is_not_final_leaves_the_ended_leaks_to_the_next() {
        agent.close(agent.leak(7, "buy"));

        assertThat(reports.make(Reason.REQUEST, false).ended).hasSize(1);
        assertThat(reports.make(Reason.CHANGE, true).ended).hasSize(1);
        assertThat(reports.make(Reason.CHANGE, true).ended).isEmpty();
    }

    @Test
    void the_leaks_of_all_groups_are_counted_as_of_the_latest_report() {
        assertThat(reports.leaks()).isZero();
        agent.leak(7, "buy");
        agent.leak(8, "buy");
        agent.leak(9, "sell");
        assertThat(reports.leaks()).isZero();

        reports.make(Reason.REQUEST, false);

        assertThat(reports.leaks()).isEqualTo(3);
    }
}
