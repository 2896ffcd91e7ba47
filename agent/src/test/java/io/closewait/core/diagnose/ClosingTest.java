package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.closing.Errand;
import io.closewait.core.code.Frames;
import io.closewait.core.code.TestOrigins;
import io.closewait.core.jdk.Transport;
import io.closewait.core.library.Libraries;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What class files tell: real stacks, of code that closes what it has opened, and of code that does not. */
class ClosingTest {
    private final Sites sites = new Sites(100, 64);
    private final Judge judge = new Judge(new Frames(new TestOrigins(), Libraries::bundled));
    private final List<Site> stacks = new ArrayList<>();

    private void here() {
        List<StackTraceElement> stack = new ArrayList<>(List.of(new Throwable().getStackTrace()));
        // What is the application's: a socket's use has others at its inner end, and a thread its own start instead of
        // this test.
        stack.removeIf(frame -> !frame.getClassName().startsWith("com.example."));
        stacks.add(sites.intern(stack.toArray(new StackTraceElement[0])));
    }

    /** A leaked connection, used at the first of the stacks by a thread that is at the last one now. */
    private Judgement judgement(Consumer<SocketFacts.Builder> change) {
        SocketFacts.Builder facts = new SocketFacts.Builder();
        facts.peerState = PeerState.FIN;
        facts.leaked = true;
        facts.transport = Transport.SOCKET;
        facts.openMillis = 60_000;
        facts.finMillis = 10_000;
        facts.lastReadMillis = 20_000;
        facts.lastWriteMillis = 20_100;
        facts.uses = 2;
        Site now = stacks.get(stacks.size() - 1);
        facts.stack(Moment.FIRST_USED, stacks.get(0));
        facts.stack(Moment.NOW, now);
        facts.lastUserNow = new ThreadNow("worker", Thread.State.WAITING, now, "", "", null);
        change.accept(facts);
        return judge.judge(facts.build());
    }

    @Test
    void a_thread_in_the_block_that_closes_the_socket_is_stuck() throws IOException {
        Errand.inItsBlock(this::here, this::here);

        Judgement judgement = judgement(facts -> {});
        assertThat(judgement.verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement.isGuess).isFalse();
        assertThat(judgement.evidence)
                .anyMatch(fact -> fact.startsWith("the block that closes the socket at its end, or gives it back, is")
                        && fact.contains("com.example.closing.Errand.inItsBlock(Errand.java:"));
        assertThat(judgement(facts -> facts.isLastUsersLatest = false).verdict)
                .as("the block may be of the socket that it has used since")
                .isEqualTo(Verdict.NEVER_CLOSED);
    }

    @Test
    void a_thread_that_has_left_the_block_is_not() throws IOException {
        Errand.afterItsBlock(this::here, this::here);

        assertThat(judgement(facts -> {}).verdict).isEqualTo(Verdict.NEVER_CLOSED);
    }

    @Test
    void a_thread_that_opened_the_only_socket_of_the_block_is_stuck_with_it() throws IOException {
        Errand.inItsBlock(this::here, this::here);
        Consumer<SocketFacts.Builder> opened = facts -> {
            facts.stacks.remove(Moment.FIRST_USED);
            facts.stack(Moment.OPENED, lineBefore(stacks.get(0)));
            facts.openedBy = "worker";
            facts.lastUser = "worker";
            facts.isOnlyOneOfThread = true;
        };

        assertThat(judgement(opened).verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement(opened.andThen(facts -> facts.openedBy = "main")).verdict)
                .isEqualTo(Verdict.NEVER_CLOSED);
    }

    private Site lineBefore(Site site) {
        StackTraceElement[] stack = site.frames().toArray(new StackTraceElement[0]);
        for (int i = 0; i < stack.length; i++) {
            if (stack[i].getClassName().startsWith("com.example")) {
                stack[i] = new StackTraceElement(
                        stack[i].getClassName(),
                        stack[i].getMethodName(),
                        stack[i].getFileName(),
                        stack[i].getLineNumber() - 1);
            }
        }
        return sites.intern(stack);
    }

    @Test
    void a_thread_that_read_the_end_and_is_on_its_way_to_close_is_stuck() throws IOException {
        Errand.onTheWay(new Socket(), this::here, this::here);
        Consumer<SocketFacts.Builder> told = facts -> {
            facts.stack(Moment.END_OF_STREAM, stacks.get(0));
            facts.endOfStreamMillis = 9_000;
        };

        assertThat(judgement(told).verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement(told.andThen(facts -> facts.lastUserNow =
                                new ThreadNow("worker", Thread.State.RUNNABLE, stacks.get(1), "", "", null)))
                        .verdict)
                .as("it may read again and again")
                .isEqualTo(Verdict.END_OF_STREAM_IGNORED);
    }

    @Test
    void a_thread_that_loops_over_its_connections_is_stuck_with_all_of_them() {
        Errand.forEach(List.of(this::here, this::here));
        Consumer<SocketFacts.Builder> servedByTurns = facts -> {
            facts.accepted = true;
            facts.isLastUsersLatest = false;
        };

        assertThat(judgement(servedByTurns).verdict).isEqualTo(Verdict.STUCK);
        assertThat(judgement(facts -> facts.isLastUsersLatest = false).verdict)
                .as("a client's thread goes from one to the next")
                .isEqualTo(Verdict.NEVER_CLOSED);

        stacks.clear();
        Errand.forNext(new ArrayDeque<>(List.of(this::here, this::here)));
        assertThat(judgement(servedByTurns).verdict)
                .as("it takes one after the other, and is done with those before")
                .isEqualTo(Verdict.NEVER_CLOSED);
    }

    @Test
    void the_line_is_where_a_wrapper_is_made_and_the_constructor_itself_if_that_may_have_failed() {
        new Errand.Wrapper(this::here);
        assertThat(judgement(this::opened).lookAt)
                .as("no frame outside of it is the application's")
                .asString()
                .startsWith("com.example.closing.Errand$Wrapper.<init>");
        stacks.clear();
        makeWrapper();
        assertThat(judgement(this::opened).lookAt).asString().startsWith("com.example.closing.Shelf.take");

        stacks.clear();
        new Errand.Login(this::here);
        stacks.set(0, inside(stacks.get(0)));
        assertThat(judgement(this::opened).lookAt).asString().startsWith("com.example.closing.Errand$Login.<init>");
    }

    private void makeWrapper() {
        new Errand.Wrapper(this::here);
        stacks.set(0, inside(stacks.get(0)));
    }

    /** The same, called by a method of the application. */
    private Site inside(Site site) {
        List<StackTraceElement> stack = new ArrayList<>();
        for (StackTraceElement frame : site.frames()) {
            stack.add(frame);
            if (frame.getMethodName().equals("<init>")) {
                stack.add(new StackTraceElement("com.example.closing.Shelf", "take", "Shelf.java", 7));
            }
        }
        return sites.intern(stack.toArray(new StackTraceElement[0]));
    }

    private void opened(SocketFacts.Builder facts) {
        facts.stacks.remove(Moment.FIRST_USED);
        facts.stack(Moment.OPENED, stacks.get(0));
        facts.lastUserNow = null;
        facts.stacks.remove(Moment.NOW);
    }

    @Test
    void of_an_accepted_socket_the_line_is_in_the_method_that_has_it_both_read_and_written() {
        StackTraceElement handle = new StackTraceElement("com.example.closing.Desk", "handle", "Desk.java", 20);
        StackTraceElement other = new StackTraceElement("com.example.closing.Desk", "handle", "Desk.java", 22);
        StackTraceElement read = new StackTraceElement("com.example.closing.Panel", "next", "Panel.java", 5);
        StackTraceElement write = new StackTraceElement("com.example.closing.Panel", "answer", "Panel.java", 9);
        stacks.add(sites.intern(new StackTraceElement[] {read, handle}));

        assertThat(judgement(facts -> {
                            facts.accepted = true;
                            facts.lastUserNow = null;
                            facts.stacks.remove(Moment.NOW);
                            facts.stack(Moment.FIRST_WRITTEN, sites.intern(new StackTraceElement[] {write, other}));
                        })
                        .lookAt)
                .hasToString("com.example.closing.Desk.handle(Desk.java:22)");
    }
}
