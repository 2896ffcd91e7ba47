package io.closewait.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whose a socket is, rule by rule. */
class TestScopesTest {
    private static final long MAIN = 1;
    private static final long WORKER = 2;
    private static final long POOL = 9;

    private final TestScopes scopes = new TestScopes();
    private final TestScope orders = begin(TestScope.ofClass("com.acme.OrdersTest", MAIN, 10));

    private TestScope begin(TestScope scope) {
        scopes.begin(scope);
        return scope;
    }

    private TestScope test(String testClass, String method, long thread, long beganAfter) {
        return begin(
                TestScope.ofTest(testClass + "." + method + "()", testClass, testClass, method, thread, beganAfter));
    }

    private static OpenSocket socket(long id, long thread, String... frames) {
        return new OpenSocket(id, 7, thread, true, false, true, -1, false, String.join("\n", frames));
    }

    @Test
    void a_frame_of_the_method_counts_on_any_thread() {
        TestScope first = test("com.acme.OrdersTest", "first", MAIN, 20);
        test("com.acme.OrdersTest", "second", WORKER, 20);

        OpenSocket byLambda = socket(
                21,
                POOL,
                "java.base/java.net.Socket.<init>(Socket.java:1)",
                "com.acme.OrdersTest.lambda$first$0(T.java:7)");
        assertThat(scopes.attribute(byLambda).opener).isSameAs(first);
        OpenSocket onTheOthersThread = socket(21, WORKER, "app//com.acme.OrdersTest.first(T.java:7)");
        assertThat(scopes.attribute(onTheOthersThread).opener).isSameAs(first);
    }

    @Test
    void the_thread_tells_invocations_of_one_method_apart() {
        TestScope first = test("com.acme.OrdersTest", "each", MAIN, 20);
        TestScope second = test("com.acme.OrdersTest", "each", WORKER, 20);
        String frame = "com.acme.OrdersTest.each(T.java:7)";

        assertThat(scopes.attribute(socket(21, MAIN, frame)).opener).isSameAs(first);
        assertThat(scopes.attribute(socket(21, WORKER, frame)).opener).isSameAs(second);
        assertThat(scopes.attribute(socket(21, POOL, frame)).opener).isSameAs(orders);
    }

    @Test
    void the_thread_counts_only_while_the_test_runs() {
        TestScope first = test("com.acme.OrdersTest", "first", MAIN, 20);
        scopes.end(first, 25);
        TestScope second = test("com.acme.OrdersTest", "second", MAIN, 25);

        assertThat(scopes.attribute(socket(20, MAIN)).opener).isSameAs(orders); // before the first test: set-up
        assertThat(scopes.attribute(socket(25, MAIN)).opener).isSameAs(first);
        assertThat(scopes.attribute(socket(26, MAIN)).opener).isSameAs(second);
    }

    @Test
    void a_thread_that_helps_another_class_meanwhile_is_not_to_blame() {
        TestScope other = begin(TestScope.ofClass("com.acme.StockTest", WORKER, 15));
        test("com.acme.OrdersTest", "first", MAIN, 20);

        assertThat(scopes.attribute(socket(21, MAIN, "com.acme.StockTest$Client.open(T.java:7)")).opener)
                .isSameAs(other);
    }

    @Test
    void an_inner_class_comes_before_the_one_around_it() {
        TestScope nested = begin(TestScope.ofClass("com.acme.OrdersTest$WhenEmpty", MAIN, 15));

        assertThat(scopes.attribute(socket(21, POOL, "com.acme.OrdersTest$WhenEmpty$1.run(T.java:7)")).opener)
                .isSameAs(nested);
        assertThat(scopes.attribute(socket(21, POOL, "com.acme.OrdersTest$Client.run(T.java:7)")).opener)
                .isSameAs(orders);
    }

    @Test
    void what_nobody_can_be_named_for_is_answered_by_the_last_of_the_classes_that_ran() {
        TestScope other = begin(TestScope.ofClass("com.acme.StockTest", WORKER, 15));
        TestScope later = begin(TestScope.ofClass("com.acme.LaterTest", WORKER, 30));
        OpenSocket socket = socket(21, POOL, "com.acme.Pool.run(Pool.java:7)");

        scopes.end(orders, 40);
        assertThat(scopes.attribute(socket).isAnsweredBy(orders)).isFalse(); // the other one may still close it
        scopes.end(other, 41);
        scopes.end(later, 42);

        Attribution attribution = scopes.attribute(socket);
        assertThat(attribution.opener).isNull();
        assertThat(attribution.candidates).containsExactly(orders, other);
        assertThat(attribution.isAnsweredBy(other)).isTrue();
        assertThat(attribution.isAnsweredBy(orders)).isFalse();
        assertThat(attribution.isAnsweredBy(later)).isFalse();
    }

    @Test
    void a_class_answers_for_its_tests_after_they_ended() {
        TestScope first = test("com.acme.OrdersTest", "first", MAIN, 20);
        scopes.end(first, 25);
        scopes.end(orders, 25);

        Attribution attribution = scopes.attribute(socket(21, MAIN));
        assertThat(attribution.opener).isSameAs(first);
        assertThat(attribution.isAnsweredBy(first)).isTrue();
        assertThat(attribution.isAnsweredBy(orders)).isTrue();
    }

    @Test
    void what_was_open_before_is_nobodys() {
        Attribution attribution = scopes.attribute(socket(10, MAIN, "com.acme.OrdersTest.first(T.java:7)"));

        assertThat(attribution.opener).isNull();
        assertThat(attribution.candidates).isEmpty();
        assertThat(attribution.isAnsweredBy(orders)).isFalse();
    }
}
