package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Report.Reason;
import io.closewait.core.log.LogSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where a report goes, and in which form. */
class PublisherTest {
    private static final String PLACE = "com.acme.Shop.buy(Shop.java:1)";

    @TempDir
    private Path folder;

    @RegisterExtension
    private final LogCapture log = new LogCapture();

    private ScriptedAgent agent(String options) {
        return new ScriptedAgent(folder, options);
    }

    private static Report report(ScriptedAgent agent, Reason reason) {
        return agent.reporter.reports().make(reason, false);
    }

    @Test
    void a_change_that_is_no_news_to_a_person_is_not_logged() throws IOException {
        ScriptedAgent agent = agent("");

        agent.reporter.publisher().publish(report(agent, Reason.CHANGE));
        agent.reporter.publisher().publish(report(agent, Reason.SHUTDOWN));

        assertThat(log.text()).isEmpty();
    }

    @Test
    void whoever_asks_gets_an_answer_although_nothing_leaks() throws IOException {
        ScriptedAgent agent = agent("");

        agent.reporter.publisher().publish(report(agent, Reason.REQUEST));

        assertThat(log.text()).startsWith("closewait: no leak\n");
    }

    @Test
    void a_leak_is_logged_with_the_line_to_look_at() throws IOException {
        ScriptedAgent agent = agent("");
        agent.leak(7, "buy");

        agent.reporter.publisher().publish(report(agent, Reason.CHANGE));

        assertThat(log.text()).startsWith("closewait: 1 socket").contains(PLACE);
    }

    @Test
    void a_log_for_programs_gets_one_line_with_the_leaks_in_it() throws IOException {
        ScriptedAgent agent = agent("");
        agent.leak(7, "buy");
        LogSink.asJson(true);

        agent.reporter.publisher().publish(report(agent, Reason.CHANGE));

        assertThat(log.lines()).hasSize(1);
        JsonObject line = JsonParser.parseString(log.text()).getAsJsonObject();
        assertThat(line.get("message").getAsString()).startsWith("1 socket");
        assertThat(line.getAsJsonArray("leaks").get(0).toString()).contains(PLACE);
    }

    @Test
    void each_file_gets_its_form() throws IOException {
        ScriptedAgent agent =
                agent("json=" + folder + "/a.json,html=" + folder + "/a.html,junitXml=" + folder + "/a.xml");
        agent.leak(7, "buy");
        agent.reporter.publisher().prepare();

        agent.reporter.publisher().publishFiles(report(agent, Reason.CHANGE));

        assertThat(JsonParser.parseString(Files.readString(folder.resolve("a.json")))
                        .getAsJsonObject()
                        .get("format"))
                .isNotNull();
        assertThat(folder.resolve("a.html"))
                .content()
                .startsWith("<!doctype html>")
                .contains(PLACE);
        assertThat(folder.resolve("a.xml")).content().startsWith("<?xml").contains("<failure", PLACE);
        assertThat(agent.reporter.publisher().areFilesBehind()).isFalse();
        assertThat(log.text()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_written_is_said_once_until_all_can_be_again() throws IOException {
        Path missing = folder.resolve("later");
        ScriptedAgent agent = agent("json=" + missing + "/a.json,html=" + folder + "/a.html");
        Publisher publisher = agent.reporter.publisher();

        publisher.publishFiles(report(agent, Reason.CHANGE));
        publisher.publishFiles(report(agent, Reason.CHANGE));
        assertThat(publisher.areFilesBehind()).isTrue();
        assertThat(folder.resolve("a.html")).as("the others are").exists();
        Files.createDirectory(missing);
        publisher.publishFiles(report(agent, Reason.CHANGE));
        assertThat(publisher.areFilesBehind()).isFalse();
        Files.delete(missing.resolve("a.json"));
        Files.delete(missing);
        publisher.publishFiles(report(agent, Reason.CHANGE));

        assertThat(log.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith(
                                "closewait: the json report could not be written (java.nio.file.NoSuchFileException"));
    }

    @Test
    void others_may_read_a_file_only_if_the_options_say_so() throws IOException {
        Path json = folder.resolve("a.json");
        ScriptedAgent agent = agent("json=" + json);
        Publisher publisher = agent.reporter.publisher();
        publisher.publishFiles(report(agent, Reason.CHANGE));
        assertThat(Files.getPosixFilePermissions(json)).hasSize(2);

        publisher.reconfigure(ScriptedAgent.options("fileMode=644,json=" + json));
        publisher.publishFiles(report(agent, Reason.CHANGE));

        assertThat(Files.getPosixFilePermissions(json)).hasSize(4);
    }

    @Test
    void a_file_is_wanted_if_an_option_names_one() {
        ScriptedAgent agent = agent("");
        Publisher publisher = agent.reporter.publisher();
        assertThat(publisher.isFileWanted()).isFalse();

        publisher.reconfigure(ScriptedAgent.options("junitXml=a.xml"));

        assertThat(publisher.isFileWanted()).isTrue();
    }

    @Test
    void a_report_tells_of_the_options_of_the_moment() {
        ScriptedAgent agent = agent("leakAfter=5s");
        Publisher publisher = agent.reporter.publisher();
        assertThat(publisher.about().leakAfterMillis).isEqualTo(5000);

        publisher.reconfigure(ScriptedAgent.options("leakAfter=7s,grace=2s"));

        assertThat(publisher.about().leakAfterMillis).isEqualTo(7000);
        assertThat(publisher.about().options).containsEntry("grace", "2s");
    }

    @Test
    void healthy_sockets_are_listed_by_origin_for_whoever_asks_for_them() {
        ScriptedAgent agent = agent("");
        agent.open(7, "buy");
        Report report = report(agent, Reason.REQUEST);
        Publisher publisher = agent.reporter.publisher();

        assertThat(publisher.text(report)).doesNotContain(PLACE);
        assertThat(publisher.openText(report)).contains(PLACE);
        publisher.reconfigure(ScriptedAgent.options("openOrigins=true"));
        assertThat(publisher.text(report)).contains(PLACE);
    }

    @Test
    void some_groups_have_a_text_of_their_own() {
        ScriptedAgent agent = agent("");
        agent.leak(7, "buy");
        agent.leak(8, "sell");
        long buying = agent.reporter.diagnosis().leakedSockets().stream()
                .filter(socket -> socket.record.number() == 7)
                .findFirst()
                .orElseThrow()
                .id;

        String text = agent.reporter.publisher().text(agent.reporter.diagnosis().groupsOf(Set.of(buying)));

        assertThat(text).contains(PLACE).doesNotContain("Shop.sell");
    }
}
